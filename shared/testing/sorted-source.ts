import type { Order, Piece, Source } from '../paging/sorted-partition.ts';

/** A sorted list in memory that is read like a partition in DynamoDB and counts the rows it returns. */
export class SortedSource implements Source<string> {
  rowsRead = 0;
  readonly #rows: readonly string[];
  readonly #sign: number;

  constructor(rows: readonly string[], order: Order) {
    this.#sign = order === 'ascending' ? 1 : -1;
    this.#rows = rows.toSorted((a, b) => this.#sign * Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  async read(after: string | undefined, limit: number): Promise<Piece<string>> {
    const left = this.#rows.filter(
      (row) => after === undefined || this.#sign * Buffer.compare(Buffer.from(row), Buffer.from(after)) > 0,
    );
    const rows = left.slice(0, limit);
    this.rowsRead += rows.length;
    // Like DynamoDB, which does not know whether a list that ends exactly at the limit has more.
    return { rows, more: left.length >= limit, last: rows.at(-1) };
  }
}
