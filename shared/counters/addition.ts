import type { GuardedWrite } from '../dynamodb/commit.ts';
import { RECOUNT_GUARD } from '../dynamodb/recount.ts';

/** What to add to the fields of a counter's row; a missing field starts at 0. */
export type Addition = Readonly<Record<string, number>>;

/**
 * The write that adds to a row of a table of counters (key: `counter`). Put it into the transaction that writes what
 * is counted, so that retries do not count it twice; what is counted needs its `countedBefore`.
 * @param board the partition of the ranking index that lists the row; default none.
 */
export function additionWrite(
  table: string,
  counter: string,
  addition: Addition,
  board?: string,
): GuardedWrite {
  const fields = Object.entries(addition);
  const sums = fields.map((_, index) => `#${index} :${index}`).join(', ');
  const write = {
    Update: {
      TableName: table,
      Key: { counter },
      UpdateExpression: `${board === undefined ? '' : 'SET board = :board '}ADD ${sums}`,
      ExpressionAttributeNames: Object.fromEntries(fields.map(([name], index) => [`#${index}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(fields.map(([, value], index) => [`:${index}`, value])),
        ...(board === undefined ? {} : { ':board': board }),
      },
    },
  };
  return { guard: RECOUNT_GUARD, write };
}
