import { itemSize } from '../dynamodb/item-size.ts';
import { BYTES_PER_UNIT } from '../dynamodb/limits.ts';
import { byteOrder } from '../paging/byte-order.ts';
import type { Order, Source } from '../paging/sorted-partition.ts';

interface Positioned {
  readonly position: string;
}

interface Head<Row> {
  readonly source: Source<Row>;
  /** Rows that were read and not taken. */
  rows: Row[];
  more: boolean;
  /** How far it was read. */
  last: string | undefined;
}

/** Sorted lists, read in parallel and merged into one. */
export class MergedLists<Row extends Positioned> {
  /** Read units consumed so far. */
  units = 0;
  /** The rows that were read, and their size. */
  rowsRead = 0;
  bytesRead = 0;
  readonly #heads: readonly Head<Row>[];
  readonly #compare: (a: string, b: string) => number;

  /** @param after the position after which the lists are read. @param order of the lists; default ascending. */
  constructor(sources: readonly Source<Row>[], after: string | undefined, order: Order = 'ascending') {
    this.#compare = order === 'ascending' ? byteOrder : (a, b) => byteOrder(b, a);
    this.#heads = sources.map((source) => ({ source, rows: [], more: true, last: after }));
  }

  /** How many lists are merged. */
  get width(): number {
    return this.#heads.length;
  }

  /** Whether there is nothing left to read. */
  get isAtEnd(): boolean {
    return this.#heads.every(({ more }) => !more);
  }

  /** The position up to which all lists were read; undefined if they were read to the end, or not at all. */
  get reach(): string | undefined {
    const open = this.#heads.filter(({ more }) => more).map(({ last }) => last ?? '');
    return open.toSorted(this.#compare)[0];
  }

  /** Reads up to `rows` rows, a share of them from each list that goes on and has not as many waiting. One round trip. */
  async read(rows: number): Promise<void> {
    const open = this.#heads.filter(({ more }) => more);
    const share = Math.max(1, Math.ceil(rows / open.length));
    await Promise.all(
      open
        .filter((head) => head.rows.length < share)
        .map(async (head) => {
          const piece = await head.source.read(head.last, share);
          const bytes = piece.rows.reduce((sum, row) => sum + itemSize(row), 0);
          this.units += Math.max(1, Math.ceil((2 * bytes) / BYTES_PER_UNIT)) / 2 + (piece.units ?? 0);
          this.bytesRead += bytes;
          this.rowsRead += piece.rows.length;
          head.rows.push(...piece.rows);
          head.more = piece.more && piece.last !== undefined;
          head.last = piece.last ?? head.last;
        }),
    );
  }

  /**
   * Takes the rows that no list can have others before, in order. There may be several of one position: an entity that
   * moved while the lists were read may be in two of them.
   */
  take(): Row[] {
    const { reach } = this;
    const taken: Row[] = [];
    for (const head of this.#heads) {
      const end =
        reach === undefined ? -1 : head.rows.findIndex(({ position }) => this.#compare(position, reach) > 0);
      taken.push(...head.rows.splice(0, end < 0 ? head.rows.length : end));
    }
    return this.width > 1 ? taken.sort((a, b) => this.#compare(a.position, b.position)) : taken;
  }
}

/** The first row of each position, of rows in order. */
export const oncePerPosition = <Row extends Positioned>(rows: readonly Row[]): Row[] =>
  rows.filter((row, index) => row.position !== rows[index - 1]?.position);
