import type { Cause } from '../values/aggregate.ts';
import type { GuardedWrite } from './commit.ts';

/** The guard of a write that requires the stored version to be the one that was read. */
export const VERSION_GUARD = 'version';

/**
 * Puts an aggregate if the stored version is still `before`, or if nothing is stored when `before` is `undefined`.
 * @param countedBefore how it was counted before, if it is counted.
 */
export function putVersion(
  table: string,
  item: { readonly version: number },
  before: number | undefined,
  cause: Cause,
  countedBefore: GuardedWrite['countedBefore'],
): GuardedWrite {
  const condition =
    before === undefined
      ? { ConditionExpression: 'attribute_not_exists(version)' }
      : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': before } };
  return {
    guard: VERSION_GUARD,
    write: { Put: { TableName: table, Item: { ...item, cause }, ...condition } },
    ...(countedBefore && { countedBefore }),
  };
}
