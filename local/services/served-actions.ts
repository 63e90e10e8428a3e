import { standsForAny } from '../iam/policy.ts';
import { cognitoApi } from './cognito/api.ts';
import { dynamoDbApi, dynamoDbStreamsApi } from './dynamodb/api.ts';
import { eventBridgeApi } from './events/api.ts';
import { lambdaApi } from './lambda/api.ts';
import { sqsApi } from './sqs/api.ts';

const apis = [dynamoDbApi, dynamoDbStreamsApi, eventBridgeApi, sqsApi, cognitoApi, lambdaApi];
const operations = apis.flatMap((api) => Object.values(api.operations));

/** The IAM actions behind the calls that the local services answer. */
export const servedActions: readonly string[] = [...new Set(operations.flatMap(({ actions }) => actions))];

/** What Lambda does on AWS on behalf of a function, and does not need to do here. */
const NOT_NEEDED = ['logs:*', 'xray:*'];

/**
 * Whether an action of a policy, with `*` and `?`, stands for a call that the local services answer, or for one that
 * nobody needs here.
 */
export function isServed(action: string): boolean {
  return standsForAny(action, servedActions) || NOT_NEEDED.some((pattern) => standsForAny(pattern, [action]));
}

/** The condition keys, in lower case, that are known of every call for an action. */
export function contextKeysOf(action: string): readonly string[] {
  return operations.find(({ actions }) => actions.includes(action))?.contextKeys ?? [];
}
