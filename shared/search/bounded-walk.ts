import { BYTES_PER_UNIT } from '../dynamodb/limits.ts';
import { byteOrder } from '../paging/byte-order.ts';
import type { Source } from '../paging/sorted-partition.ts';
import { MergedLists, oncePerPosition } from './merged-lists.ts';

/** The most round trips to index rows of one request. */
export const MAX_TRIPS = 4;

/**
 * The most read units of one request, besides those that load a page of the wanted size: 41 for a page of 25. What loads
 * the page is only reserved as far as rows were found.
 */
export const MAX_UNITS = 28.5;

/** What loading an entity costs, up to 4 KB, with eventual consistency. */
export const UNITS_PER_LOAD = 0.5;

/** The fewest rows that a first trip reads: fewer would cost the same, since units are rounded up. */
const FIRST_ROWS = 32;

/** How much more is read than expected to be enough, so that one more round trip is rarely needed. */
export const MARGIN = 1.3;

/** How much more a round trip reads than the one before, at most, while few rows match. */
const GROWTH = 5;

/** A walk over an index. */
export interface BoundedWalk<Row> {
  /** Each contains every match once. The one with the fewest rows is read; which one that is shows after one trip. */
  readonly leads: readonly (readonly Source<Row>[])[];
  readonly after: string | undefined;
  readonly limit: number;
  readonly matches: (row: Row) => boolean;
  /** Whether the entity of a row has to be read as well. */
  readonly isLoaded: (row: Row) => boolean;
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
  isLoaded,
}: BoundedWalk<Row>): Promise<Walked<Row>> {
  const candidates = leads.map((sources) => new MergedLists(sources, after));
  await Promise.all(candidates.map((each) => each.read(Math.max(limit * MARGIN, FIRST_ROWS))));
  const lists = candidates.reduce(furthest);
  const spent = candidates.reduce((sum, { units }) => sum + units, 0) - lists.units;

  const most = MAX_UNITS + limit * UNITS_PER_LOAD - spent;

  const rows: Row[] = [];
  let examined = 0;
  let loads = 0;
  for (let trips = 1; ; trips += 1) {
    const taken = oncePerPosition(lists.take());
    const mostLoads = Math.floor((most - lists.units) / UNITS_PER_LOAD);
    for (const [index, row] of taken.entries()) {
      examined += 1;
      if (matches(row)) {
        rows.push(row);
        if (isLoaded(row)) loads += 1;
      }
      const isFull = rows.length === limit || (loads > 0 && loads >= mostLoads);
      if (isFull && (index < taken.length - 1 || !lists.isAtEnd)) {
        return { rows, nextPosition: row.position, examined, trips };
      }
    }
    const { reach } = lists;
    if (reach === undefined) return { rows, examined, trips };
    // Each of the merged lists may cost half a unit more than its rows, since units are rounded up.
    const left = most - lists.units - lists.width / 2 - loads * UNITS_PER_LOAD;
    if (trips === MAX_TRIPS || left <= 0) return { rows, nextPosition: reach, examined, trips };
    const missing = limit - rows.length;
    // What is read of the index leaves enough to load what is probably found in it.
    const unitsPerRow = lists.bytesRead / lists.rowsRead / BYTES_PER_UNIT;
    const loadsPerRow = taken.some(isLoaded) ? ((rows.length + 1) / examined) * UNITS_PER_LOAD : 0;
    const affordable = Math.max(
      left / (unitsPerRow + loadsPerRow),
      (left - missing * UNITS_PER_LOAD) / unitsPerRow,
    );
    const expected =
      rows.length === 0 ? Number.POSITIVE_INFINITY : (examined / rows.length) * missing * MARGIN;
    const growth = examined * GROWTH;
    // There is no other trip after the last one, so it reads more than is expected to be enough.
    const next = trips === MAX_TRIPS - 1 ? Math.max(expected, growth) : Math.min(expected, growth);
    await lists.read(Math.max(lists.width, Math.floor(Math.min(affordable, next))));
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
