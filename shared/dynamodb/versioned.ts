import type { Cause } from '../values/aggregate.ts';
import type { GuardedWrite } from './commit.ts';

/** The guard of a write that needs the stored version to be the one that was read. */
export const VERSION_GUARD = 'version';

/** Puts an aggregate, provided that the stored version is still `before`; `undefined`: that nothing is stored yet. */
export function putVersion(
  table: string,
  item: { readonly version: number },
  before: number | undefined,
  cause: Cause,
): GuardedWrite {
  const condition =
    before === undefined
      ? { ConditionExpression: 'attribute_not_exists(version)' }
      : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': before } };
  return {
    guard: VERSION_GUARD,
    write: { Put: { TableName: table, Item: { ...item, cause }, ...condition } },
  };
}
