import { byteOrder } from './byte-order.ts';
import type { Order, Source } from './sorted-partition.ts';

interface Head<Row> {
  readonly source: Source<Row>;
  readonly rows: Row[];
  more: boolean;
  after: string | undefined;
}

/**
 * Merges sorted sources into one sorted list without duplicates, reading no further than the caller consumes.
 * @param pageSize rows wanted in all; each source is read in pieces of its share.
 */
export async function* merge<Row>(
  sources: readonly Source<Row>[],
  positionOf: (row: Row) => string,
  order: Order,
  after: string | undefined,
  pageSize: number,
): AsyncGenerator<Row> {
  const piece = Math.ceil(pageSize / sources.length) + 1;
  const direction = order === 'ascending' ? 1 : -1;
  const heads: Head<Row>[] = sources.map((source) => ({ source, rows: [], more: true, after }));

  const fill = async (head: Head<Row>): Promise<void> => {
    while (head.rows.length === 0 && head.more) {
      const { rows, more, last } = await head.source.read(head.after, piece);
      head.rows.push(...rows);
      head.more = more && last !== undefined;
      head.after = last;
    }
  };

  await Promise.all(heads.map(fill));
  let last: string | undefined;
  for (;;) {
    const next = heads
      .filter((head) => head.rows.length > 0)
      .reduce<Head<Row> | undefined>((best, head) => {
        if (best === undefined) return head;
        const [a, b] = [best.rows[0] as Row, head.rows[0] as Row];
        return byteOrder(positionOf(a), positionOf(b)) * direction <= 0 ? best : head;
      }, undefined);
    const row = next?.rows.shift();
    if (next === undefined || row === undefined) return;
    // A row that moved while the sources were read may be in two of them.
    if (positionOf(row) !== last) yield row;
    last = positionOf(row);
    await fill(next);
  }
}
