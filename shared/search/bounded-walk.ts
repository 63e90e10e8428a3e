import { byteOrder } from '../paging/byte-order.ts';
import type { Source } from '../paging/sorted-partition.ts';
import { MergedLists } from './merged-lists.ts';

/** The most round trips to index rows of one request. */
export const MAX_TRIPS = 4;

/** The most read units for index rows of one request. With those that load a page of 25, it has at most 41. */
export const MAX_UNITS = 28;

/** The fewest rows that a first trip reads: fewer would cost the same, since units are rounded up. */
const FIRST_ROWS = 32;

/** How much more is read than expected to be enough, so that one more round trip is rarely needed. */
const MARGIN = 1.3;

/** How much more a round trip reads than the one before, at most, while few rows match. */
const GROWTH = 5;

const BYTES_PER_UNIT = 8192;

/** A walk over an index. */
export interface BoundedWalk<Row> {
  /** Each contains every match once. The one with the fewest rows is read; which one that is shows after one trip. */
  readonly leads: readonly (readonly Source<Row>[])[];
  readonly after: string | undefined;
  readonly limit: number;
  readonly matches: (row: Row) => boolean;
}

/** What a walk found. */
export interface Walked<Row> {
  readonly rows: Row[];
  /** The position to continue after, if there may be more. */
  readonly nextPosition?: string;
  /** How many rows were filtered. */
  readonly examined: number;
  /** How many round trips it took. */
  readonly trips: number;
}

/**
 * The first rows that match, in order of their positions. The cost is bounded whatever matches: it ends after
 * {@link MAX_TRIPS} or about {@link MAX_UNITS}, with a page that may not be full, and with the position up to which it
 * looked. Pieces grow while little matches.
 */
export async function boundedWalk<Row extends { readonly position: string }>({
  leads,
  after,
  limit,
  matches,
}: BoundedWalk<Row>): Promise<Walked<Row>> {
  const candidates = leads.map((sources) => new MergedLists(sources, after));
  await Promise.all(candidates.map((each) => each.read(Math.max(limit * MARGIN, FIRST_ROWS))));
  const lists = candidates.reduce(furthest);
  const spent = candidates.reduce((sum, { units }) => sum + units, 0) - lists.units;

  const rows: Row[] = [];
  let examined = 0;
  for (let trips = 1; ; trips += 1) {
    const taken = lists.take();
    for (const [index, row] of taken.entries()) {
      examined += 1;
      if (matches(row)) rows.push(row);
      if (rows.length === limit && (index < taken.length - 1 || !lists.isAtEnd)) {
        return { rows, nextPosition: row.position, examined, trips };
      }
    }
    const { reach } = lists;
    if (reach === undefined) return { rows, examined, trips };
    // Each of the merged lists may cost half a unit more than its rows, since units are rounded up.
    const left = MAX_UNITS - spent - lists.units - lists.width / 2;
    const isLast = trips === MAX_TRIPS - 1;
    if (trips === MAX_TRIPS || left <= 0) return { rows, nextPosition: reach, examined, trips };
    const affordable = Math.floor((left * BYTES_PER_UNIT * lists.rowsRead) / (lists.bytesRead || 1));
    const expected =
      rows.length === 0 ? Number.POSITIVE_INFINITY : (examined / rows.length) * (limit - rows.length);
    // There is no other trip after the last one, so it reads more than is expected to be enough.
    const most = examined * GROWTH;
    const wanted = isLast ? Math.max(expected * MARGIN, most) : Math.min(expected * MARGIN, most);
    await lists.read(Math.max(lists.width, Math.min(affordable, wanted)));
  }
}

/** The candidate that covers more of the index with what was read of it. */
function furthest<Row extends { readonly position: string }>(
  a: MergedLists<Row>,
  b: MergedLists<Row>,
): MergedLists<Row> {
  if (a.reach === undefined) return a;
  return b.reach === undefined || byteOrder(b.reach, a.reach) > 0 ? b : a;
}
