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
  /** Who is told of alarms. */
  alarmEmail: z.email().optional(),
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
