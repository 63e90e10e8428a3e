import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { newId } from '../values/ids.ts';
import { throughContention } from './contention.ts';

/** One put, update, delete or condition check of a transaction. */
export type TransactWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A conditional write with a name for its condition, by which a failure is recognized. */
export interface GuardedWrite {
  readonly guard: string;
  readonly write: TransactWrite;
}

/** A transaction was not committed because conditions failed; nothing was written. */
export class GuardFailed extends Error {
  override readonly name = 'GuardFailed';
  readonly guards: readonly string[];

  constructor(guards: readonly string[]) {
    super(`Not written: ${guards.join(', ')}`);
    this.guards = guards;
  }
}

/**
 * Commits all writes in one transaction. Retries on conflicts with other transactions and on throttling.
 * @param writes at most 100; nothing is sent if there are none. The guard of a plain write's condition is `''`.
 * @throws GuardFailed naming the conditions that failed; Refusal `concurrent-change` if every attempt met a conflict,
 * `overloaded` if DynamoDB throttled to the end.
 */
export async function commit(
  client: DynamoDBDocumentClient,
  writes: readonly (TransactWrite | GuardedWrite)[],
): Promise<void> {
  if (writes.length === 0) return;
  const guards = writes.map((entry) => ('guard' in entry ? entry.guard : ''));
  const TransactItems = writes.map((entry) => ('guard' in entry ? entry.write : entry));
  // All attempts share one token, so that an attempt whose answer was lost is not applied twice.
  const ClientRequestToken = newId();
  await throughContention(async () => {
    try {
      await client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
    } catch (error) {
      const failed = guards.filter((_, index) => conditionFailed(error, index));
      throw failed.length > 0 ? new GuardFailed(failed) : error;
    }
  });
}

const conditionFailed = (error: unknown, index: number): boolean =>
  error instanceof TransactionCanceledException &&
  error.CancellationReasons?.[index]?.Code === 'ConditionalCheckFailed';
