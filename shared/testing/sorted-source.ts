import type { Order, Piece, Source } from '../paging/sorted-partition.ts';

/** A sorted list in memory, read as DynamoDB reads a partition; `read` counts the rows that it gave. */
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
    // As DynamoDB: a list that ends exactly at the limit may have more, for all that is known.
    return { rows, more: left.length >= limit, last: rows.at(-1) };
  }
}
