import { matchesWildcards } from './wildcards.ts';

const dynamodb = [
  ...['BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query'],
  ...['Scan', 'UpdateItem', 'CreateTable', 'DeleteTable', 'DescribeTable', 'ListTables', 'UpdateTable'],
  ...['DescribeTimeToLive', 'UpdateTimeToLive', 'ListTagsOfResource', 'TagResource', 'UntagResource'],
  ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'],
];

/** The IAM actions behind the calls that the local AWS endpoint carries out. */
export const servedActions: readonly string[] = [
  ...dynamodb.map((action) => `dynamodb:${action}`),
  'events:PutEvents',
];

/** What Lambda itself does at AWS in a function's name, and has no need to do here. */
const needless = ['logs:*', 'xray:*'];

/**
 * Whether an action of a policy, `*` and `?` allowed, names calls that the local AWS endpoint carries out, or
 * that nobody misses here. A pattern does so when one of the actions that it stands for does.
 */
export function isServed(action: string): boolean {
  return standsForAny(action, servedActions) || needless.some((one) => matches(one, action));
}

/** Whether an action of a policy, `*` and `?` allowed, stands for one of these actions. */
export function standsForAny(action: string, actions: readonly string[]): boolean {
  return actions.some((one) => matches(action, one));
}

function matches(pattern: string, action: string): boolean {
  return matchesWildcards(pattern.toLowerCase(), action.toLowerCase());
}
