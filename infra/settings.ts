import type { Node } from 'constructs';
import * as z from 'zod';

const settingsSchema = z.object({
  /**
   * Where the app is to run: an AWS account, LocalStack and compatible emulators, or the embedded runtime.
   * The last two get the portable core; only `aws` has authorization, monitoring and schedules.
   */
  target: z.enum(['aws', 'localstack', 'embedded']).default('aws'),
  /** `prod` keeps and protects its data when a stack is deleted; `dev` leaves nothing behind. */
  stage: z.enum(['dev', 'prod']).default('dev'),
  /** Who is told of alarms. Without it, a deployment leaves the subscriptions as they are. */
  alarmEmail: z.email().optional(),
  /**
   * The most invocations of each consumer at a time, 2 to 1000; default 2, the least that Lambda takes. All
   * consumers together should leave half of the account's quota to the API and the publishers.
   */
  consumerConcurrency: z.coerce.number().int().min(2).max(1000).optional(),
  /** How many requests a second the API takes on average, 1 to 10000; default 50. More are answered 429. */
  requestRate: z.coerce.number().int().min(1).max(10_000).optional(),
  /** How many requests the API takes at once, 1 to 5000; default 100. */
  requestBurst: z.coerce.number().int().min(1).max(5000).optional(),
  /**
   * Whether the tables of `prod` refuse to be deleted; default true. False for a stage's first deployment, whose
   * rollback could not delete them either.
   */
  deletionProtection: z.union([z.boolean(), z.stringbool()]).optional(),
});

/** What the CDK context (`-c name=value`, or `cdk.json`) says about a synthesis. */
export type Settings = z.infer<typeof settingsSchema>;

/** @throws Error that names each wrong context value and what it can be. */
export function settingsFrom(node: Node): Settings {
  const names = Object.keys(settingsSchema.shape);
  const values = Object.fromEntries(names.map((name) => [name, node.tryGetContext(name)]));
  const result = settingsSchema.safeParse(values);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `-c ${path.join('.')}: ${message}`);
  throw new Error(`The context is not valid.\n${problems.join('\n')}`);
}
