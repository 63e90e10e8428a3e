import { concurrentChange, contentionRefusal } from '../refusals/contention-refusal.ts';
import { isContention } from '../retries/contention.ts';
import { retry } from '../retries/retry.ts';
import type { Cause } from '../values/aggregate.ts';
import { type GuardedWrite, GuardFailed } from './commit.ts';

/** The guard of a write that must follow the version it was decided on. */
export const VERSION_GUARD = 'version';

/** Puts an aggregate, provided that the stored version is still `before` (`undefined`: that there is none). */
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

/** Whether an error says that somebody else wrote first. */
export const lostRace = (error: unknown): boolean =>
  error instanceof GuardFailed && error.guards.includes(VERSION_GUARD);

/**
 * Runs "read, decide, write" again while somebody else writes first, or DynamoDB throttles what is read, a random
 * moment later.
 * @throws Refusal `concurrent-change` when somebody else was first each time, `overloaded` when nothing could be read.
 */
export async function untilWon<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await retry(attempt, { when: (error) => lostRace(error) || isContention(error), firstMs: 20 });
  } catch (error) {
    throw lostRace(error) ? concurrentChange() : (contentionRefusal(error) ?? error);
  }
}
