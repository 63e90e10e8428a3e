import type { Node } from 'constructs';
import * as z from 'zod';

const settingsSchema = z.object({
  /**
   * Where the app runs: an AWS account, LocalStack and compatible emulators, or the embedded runtime.
   * The last two get the portable core; only `aws` has monitoring, schedules and the web stack.
   */
  target: z.enum(['aws', 'localstack', 'embedded']).default('aws'),
  /** `prod` keeps and protects its data when a stack is deleted; `dev` leaves nothing behind. */
  stage: z.enum(['dev', 'prod']).default('dev'),
  /**
   * Who may call the API: people who are signed in, or anyone (`open`). Default: `open` on emulators, `cognito` elsewhere.
   * AWS refuses `open`: its API is on the internet.
   */
  authorization: z.enum(['cognito', 'open']).optional(),
  /**
   * Whether everybody has to sign in with an authenticator app as well (`required`). With `optional` nobody can: Cognito's
   * login pages only help to set one up where it is required. Default: `required` in `prod`, `optional` in `dev`. Only on AWS.
   */
  mfa: z.enum(['optional', 'required']).optional(),
  /** Who receives alarms. Without it, a deployment leaves existing subscriptions unchanged. */
  alarmEmail: z.email().optional(),
  /**
   * The account's quota of concurrent invocations of functions, 10 to 10000; default 10, which a new account has. Half of it
   * is for consumers, as their concurrency; from 200 on, publishers read several batches of a shard at the same time.
   */
  accountConcurrency: z.coerce.number().int().min(10).max(10_000).optional(),
  /**
   * The maximum number of concurrent invocations of each consumer, 2 to 1000; default what `accountConcurrency` allows, at least
   * 2, Lambda's minimum. All consumers together should leave half of the account's quota to the API and the publishers.
   */
  consumerConcurrency: z.coerce.number().int().min(2).max(1000).optional(),
  /** How many requests per second the API accepts on average, 1 to 10000; default 50. Others are answered 429. */
  requestRate: z.coerce.number().int().min(1).max(10_000).optional(),
  /** How many requests the API accepts in a burst, 1 to 5000; default 100. */
  requestBurst: z.coerce.number().int().min(1).max(5000).optional(),
  /**
   * Whether the tables and the user pool of `prod` are protected against deletion; default true. Use false for a stage's first deployment,
   * or its rollback could not delete them.
   */
  deletionProtection: z.union([z.boolean(), z.stringbool()]).optional(),
});

const completeSchema = settingsSchema.transform((settings, context) => {
  const { target, authorization = target === 'localstack' ? 'open' : 'cognito' } = settings;
  if (target === 'aws' && authorization === 'open') {
    const message =
      'AWS has no open access, because its API is on the internet. Leave it out, or use cognito.';
    context.addIssue({ code: 'custom', path: ['authorization'], message });
  }
  return { ...settings, authorization };
});

/** The settings of a synthesis, from the CDK context (`-c name=value`, or `cdk.json`). */
export type Settings = z.infer<typeof completeSchema>;

/** @throws Error that names each invalid context value and what is allowed. */
export function settingsFrom(node: Node): Settings {
  const names = Object.keys(settingsSchema.shape);
  const values = Object.fromEntries(names.map((name) => [name, node.tryGetContext(name)]));
  const result = completeSchema.safeParse(values);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `-c ${path.join('.')}: ${message}`);
  throw new Error(`The context is not valid.\n${problems.join('\n')}`);
}

/** There are so many consumers. */
const CONSUMERS = 10;

/** How the account's quota of concurrent invocations is used. */
export interface Concurrency {
  /** The maximum number of concurrent invocations of each consumer. */
  readonly consumer: number;
  /** How many batches of one shard of a stream a publisher handles at the same time; those of one item stay in order. */
  readonly perShard: number;
}

/** Half of the quota is for consumers; publishers take what they need of the rest, together with the API. */
export function concurrencyOf({ accountConcurrency = 10, consumerConcurrency }: Settings): Concurrency {
  const consumer = Math.min(1000, Math.max(2, Math.floor(accountConcurrency / 2 / CONSUMERS)));
  const perShard = Math.min(10, Math.max(1, Math.floor(accountConcurrency / 100)));
  return { consumer: consumerConcurrency ?? consumer, perShard };
}
