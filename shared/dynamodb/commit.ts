import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { concurrentChange } from '../http/problem.ts';
import { backoff } from '../retries/backoff.ts';

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

const CONFLICT_ATTEMPTS = 8;

/**
 * Commits all writes or none. Tries again when another transaction is at the same items.
 * @param writes 1 to 100; a plain write's condition, if any, has the guard `''`.
 * @throws GuardFailed with the guards whose conditions failed; Problem `concurrent-change` when others were at the
 * items each time.
 */
export async function commit(
  client: DynamoDBDocumentClient,
  writes: readonly (TransactWrite | GuardedWrite)[],
): Promise<void> {
  const guards = writes.map((entry) => ('guard' in entry ? entry.guard : ''));
  const TransactItems = writes.map((entry) => ('guard' in entry ? entry.write : entry));
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
      const failed = guards.filter((_, index) => codes[index] === 'ConditionalCheckFailed');
      if (failed.length > 0) throw new GuardFailed(failed);
      const conflict = codes.every((code) => code === 'None' || code === 'TransactionConflict');
      if (!conflict) throw error;
      if (attempt === CONFLICT_ATTEMPTS) throw concurrentChange();
      await backoff(attempt, 40);
    }
  }
}
