import { merge } from './merge.ts';
import type { Order, Source } from './sorted-partition.ts';

/** The most rows that one request examines; it bounds the cost of a filter with few matches. */
export const MAX_EXAMINED = 1000;

/** A walk over sorted lists: `matches` filters rows, `limit` is the size of the page. */
export interface Walk<Row> {
  readonly sources: readonly Source<Row>[];
  readonly positionOf: (row: Row) => string;
  readonly order: Order;
  readonly after: string | undefined;
  readonly limit: number;
  readonly matches: (row: Row) => boolean;
}

/**
 * One page of the rows that match, in order.
 * @returns the rows and, if there may be more, the position to continue after. A page has fewer rows than `limit` only
 * at the end of the list or after {@link MAX_EXAMINED} rows.
 */
export async function walk<Row>(spec: Walk<Row>): Promise<{ rows: Row[]; nextPosition?: string }> {
  const { sources, positionOf, order, after, limit, matches } = spec;
  const rows: Row[] = [];
  let examined = 0;
  let position: string | undefined;
  for await (const row of merge(sources, positionOf, order, after, limit)) {
    if (rows.length === limit || examined === MAX_EXAMINED) {
      return position === undefined ? { rows } : { rows, nextPosition: position };
    }
    examined += 1;
    position = positionOf(row);
    if (matches(row)) rows.push(row);
  }
  return { rows };
}
