import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { newId } from '../values/ids.ts';
import { throughContention } from './contention.ts';

/** One put, update, delete or check of a transaction. */
export type TransactWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A write with the name of the rule that its condition guards, to tell a failure by. */
export interface GuardedWrite {
  readonly guard: string;
  readonly write: TransactWrite;
}

/** A transaction that was not committed because conditions failed; nothing was written. */
export class GuardFailed extends Error {
  override readonly name = 'GuardFailed';
  readonly guards: readonly string[];

  constructor(guards: readonly string[]) {
    super(`Not written: ${guards.join(', ')}`);
    this.guards = guards;
  }
}

/**
 * Commits all writes or none. Tries again while other transactions are at the same items, and while DynamoDB
 * throttles.
 * @param writes at most 100, and nothing happens for none; a plain write's condition, if any, has the guard `''`.
 * @throws GuardFailed with the guards whose conditions failed; Refusal `concurrent-change` when others were at the
 * items each time, `overloaded` when DynamoDB had too much to do.
 */
export async function commit(
  client: DynamoDBDocumentClient,
  writes: readonly (TransactWrite | GuardedWrite)[],
): Promise<void> {
  if (writes.length === 0) return;
  const guards = writes.map((entry) => ('guard' in entry ? entry.guard : ''));
  const TransactItems = writes.map((entry) => ('guard' in entry ? entry.write : entry));
  // One token for all attempts: an attempt whose answer was lost is not carried out a second time.
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
