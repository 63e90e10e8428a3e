import { isDeepStrictEqual } from 'node:util';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { concurrentChange } from '../refusals/contention-refusal.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { contentionOf, mayBeApplied } from '../retries/contention.ts';
import { newId } from '../values/ids.ts';
import { throughContention } from './contention.ts';
import { type CountedBefore, duringRecount, RECOUNT, RECOUNT_GUARD } from './recount.ts';
import { translation } from './translation.ts';

/** One put, update, delete or condition check of a transaction. */
export type TransactWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A conditional write with a name for its condition, by which a failure is recognized. */
export interface GuardedWrite {
  readonly guard: string;
  readonly write: TransactWrite;
  /** Why the whole is refused if this guard fails, and no other; default: {@link GuardFailed}. */
  readonly refusal?: () => Refusal;
  /** Whether it updates a sum, which may be being counted again: its guard then is only about its own condition. */
  readonly isSum?: boolean;
  /** For the put of a row that is counted in a sum of the same transaction: how it was counted before. */
  readonly countedBefore?: (recount: string) => CountedBefore;
}

/** A transaction was not committed because conditions failed; nothing was written. */
export class GuardFailed extends Error {
  override readonly name = 'GuardFailed';
  readonly guards: readonly string[];
  /** The recount of a sum whose guard failed. */
  readonly recount: string | undefined;

  constructor(guards: readonly string[], recount?: string) {
    super(`Not written: ${guards.join(', ')}`);
    this.guards = guards;
    this.recount = recount;
  }
}

/** A transaction was not committed because another one was writing the same item; nothing was written. */
export class LostRace extends Error {
  override readonly name = 'LostRace';

  constructor() {
    super('Not written: another transaction was writing the same item');
  }
}

/** How a transaction is committed. */
export interface CommitOptions {
  /**
   * After a conflict with another transaction: send the same writes again (default), or `fail`, because what they were
   * decided on has then changed, too.
   */
  readonly onConflict?: 'repeat' | 'fail';
}

/** Recounts begin and end, but not that often. */
const MOST_RECOUNTS = 10;

/**
 * Commits all writes in one transaction, or a lone put on its own. Retries on conflicts with other transactions and on throttling. If a sum is being
 * counted again, the rows that are counted in it also tell how they were counted before.
 * @param writes at most 100; nothing is sent if there are none. The guard of a plain write's condition is `''`.
 * @throws GuardFailed naming the conditions that failed, or the refusal of the only one; Refusal `concurrent-change` if every attempt met a conflict,
 * `overloaded` if DynamoDB throttled to the end; LostRace as the options say.
 */
export async function commit(
  client: DynamoDBDocumentClient,
  writes: readonly (TransactWrite | GuardedWrite)[],
  { onConflict = 'repeat' }: CommitOptions = {},
): Promise<void> {
  if (writes.length === 0) return;
  let recount: string | undefined;
  for (let attempt = 0; attempt < MOST_RECOUNTS; attempt += 1) {
    try {
      return await send(client, writes, recount, onConflict);
    } catch (error) {
      // Another guard that failed as well decides what happens next.
      if (!(error instanceof GuardFailed) || error.guards.some((guard) => guard !== RECOUNT_GUARD))
        throw error;
      recount = error.recount;
    }
  }
  throw concurrentChange();
}

async function send(
  client: DynamoDBDocumentClient,
  writes: readonly (TransactWrite | GuardedWrite)[],
  recount: string | undefined,
  onConflict: CommitOptions['onConflict'],
): Promise<void> {
  const TransactItems = writes.map((entry) => ('guard' in entry ? guarded(entry, recount) : entry));
  const [only, ...others] = TransactItems;
  // All attempts share one token, so that an attempt whose answer was lost is not applied twice.
  const ClientRequestToken = newId();
  let mayBePut = false;
  await throughContention(async () => {
    try {
      if (only?.Put !== undefined && others.length === 0) await putAlone(client, only.Put, mayBePut);
      else await client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
    } catch (error) {
      mayBePut ||= mayBeApplied(error);
      if (onConflict === 'fail' && contentionOf(error) === 'conflict') throw new LostRace();
      const failed = writes.flatMap((entry, index) =>
        conditionFailed(error, index) ? failureOf(entry, error, index, recount) : [],
      );
      if (failed.length === 1 && failed[0]?.refusal) throw failed[0].refusal();
      const counting = failed.find(({ guard }) => guard === RECOUNT_GUARD);
      throw failed.length > 0
        ? new GuardFailed(
            failed.map(({ guard }) => guard),
            counting?.recount,
          )
        : error;
    }
  });
}

function guarded({ isSum, write, countedBefore }: GuardedWrite, recount: string | undefined): TransactWrite {
  if (isSum === true) return duringRecount(write, recount);
  if (recount === undefined || countedBefore === undefined || write.Put === undefined) return write;
  return { Put: { ...write.Put, Item: { ...write.Put.Item, countedBefore: countedBefore(recount) } } };
}

/**
 * A put of its own costs half of what it costs in a transaction. It has no token. If it was sent before, it may have been applied
 * although its answer was lost: then the stored item is the one to be put. If not, somebody else put an equal one.
 * @param mayBePut whether an earlier attempt may have been applied.
 */
async function putAlone(
  client: DynamoDBDocumentClient,
  put: NonNullable<TransactWrite['Put']>,
  mayBePut: boolean,
): Promise<void> {
  const shown = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  try {
    await client.send(new PutCommand({ ...put, ...shown }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const wanted = marshall(put.Item, translation.marshallOptions);
    if (!(mayBePut || mayBeApplied(error)) || !isDeepStrictEqual(error.Item, wanted)) throw error;
  }
}

const conditionFailed = (error: unknown, index: number): boolean =>
  error instanceof ConditionalCheckFailedException ||
  (error instanceof TransactionCanceledException &&
    error.CancellationReasons?.[index]?.Code === 'ConditionalCheckFailed');

/** The guard that failed. A sum that is being counted again, or no longer, fails before its own condition matters. */
function failureOf(
  entry: TransactWrite | GuardedWrite,
  error: unknown,
  index: number,
  recount: string | undefined,
): Pick<GuardedWrite, 'guard' | 'refusal'> & { recount?: string | undefined } {
  if (!('guard' in entry)) return { guard: '' };
  // The document client leaves what is in exceptions as it is.
  const stored =
    error instanceof TransactionCanceledException ? error.CancellationReasons?.[index]?.Item : undefined;
  const counting = stored?.[RECOUNT]?.S;
  return entry.isSum === true && counting !== recount ? { guard: RECOUNT_GUARD, recount: counting } : entry;
}
