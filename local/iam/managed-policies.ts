import { environment } from '../aws/arn.ts';
import type { PolicyStatement, RoleSpec } from './role.ts';

const logs: PolicyStatement = { Effect: 'Allow', Action: ['logs:*'], Resource: ['*'] };

const prefix = `arn:${environment.partition}:iam::aws:policy/service-role`;

/** The statements of the AWS managed policies that a template may name, by ARN. */
export const managedPolicies: ReadonlyMap<string, readonly PolicyStatement[]> = new Map([
  [`${prefix}/AWSLambdaBasicExecutionRole`, [logs]],
  [`${prefix}/AmazonAPIGatewayPushToCloudWatchLogs`, [logs]],
]);

/** Everything a role allows or denies: its own statements and those of its managed policies. */
export function roleStatements({ statements, managedPolicyArns }: RoleSpec): readonly PolicyStatement[] {
  return [...statements, ...managedPolicyArns.flatMap((arn) => managedPolicies.get(arn) ?? [])];
}
