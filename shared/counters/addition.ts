import { addingUpdate, type UpdateOptions } from '../dynamodb/adding-update.ts';
import type { GuardedWrite } from '../dynamodb/commit.ts';
import { RECOUNT_GUARD } from '../dynamodb/recount.ts';

/** What to add to the fields of a counter's row; a missing field starts at 0. */
export type Addition = Readonly<Record<string, number>>;

/** What else an addition does to the row of a counter. */
export interface AdditionOptions extends Pick<UpdateOptions, 'set'> {
  /** A condition on the row, in DynamoDB's words, with its values, and how its failure is recognized. */
  readonly provided?: NonNullable<UpdateOptions['provided']> & { readonly guard: string };
}

/**
 * The write that adds to a row of a table of counters (key: `counter`). Put it into the transaction that writes what
 * is counted, so that retries do not count it twice; what is counted needs its `countedBefore`.
 */
export function additionWrite(
  table: string,
  counter: string,
  addition: Addition,
  options: AdditionOptions = {},
): GuardedWrite {
  return {
    guard: options.provided?.guard ?? RECOUNT_GUARD,
    write: addingUpdate(table, { counter }, addition, options),
    isSum: true,
  };
}
