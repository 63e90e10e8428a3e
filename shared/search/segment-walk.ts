import type { Source } from '../paging/sorted-partition.ts';
import { MARGIN, MAX_UNITS, UNITS_PER_LOAD } from './bounded-walk.ts';
import { MergedLists, oncePerPosition } from './merged-lists.ts';

/** The most round trips of one request. Each round reads rows and then their entities. */
const MAX_TRIPS = 6;

/** A row of a segment: `position` is the entity's id. */
export interface SegmentRow {
  readonly position: string;
}

/** Entities that have something in common which their own table does not say, such as who bought a product. */
export interface Segment {
  /** Lists of the entities, by their ids in descending order, which is from the newest to the oldest. */
  readonly sources: readonly Source<SegmentRow>[];
  /** What a source reads besides each row, which takes a round trip more; 0 if it only reads its list. */
  readonly unitsPerRow: number;
  /** Those of these entities that are in the segment. */
  readonly among: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** What a walk through a segment found. */
interface WalkedSegment<Item> {
  readonly items: Item[];
  /** The position to continue after, if there may be more. */
  readonly nextPosition?: string;
  /** How many entities were read. */
  readonly examined: number;
}

/**
 * The entities of a segment that match, from the newest to the oldest. The cost is bounded as that of a search: it may end
 * with a page that is not full.
 * @param load reads entities by their ids, in any order.
 */
export async function segmentWalk<Item>(
  { sources, unitsPerRow }: Pick<Segment, 'sources' | 'unitsPerRow'>,
  after: string | undefined,
  limit: number,
  load: (ids: readonly string[]) => Promise<Item[]>,
  matches: (item: Item) => boolean,
  idOf: (item: Item) => string,
): Promise<WalkedSegment<Item>> {
  const lists = new MergedLists(sources, after, 'descending');
  const most = MAX_UNITS + limit * UNITS_PER_LOAD;
  const items: Item[] = [];
  let waiting: SegmentRow[] = [];
  let position = after;
  let examined = 0;
  const rounds = MAX_TRIPS / (unitsPerRow > 0 ? 3 : 2);
  for (let round = 0; round < rounds; round += 1) {
    const missing = limit - items.length;
    // While nothing matches, or nothing counts, more is read in each round.
    const expected =
      items.length === 0 ? Math.max(examined * 2, missing * 4 ** round) : (examined / items.length) * missing;
    const wanted = Math.max(missing, expected) * MARGIN - waiting.length;
    // What rows cost leaves enough to load them all. A share of each list is read, and shares are rounded up.
    const left = most - lists.units - (examined + waiting.length) * UNITS_PER_LOAD;
    const affordable = unitsPerRow > 0 ? left / (unitsPerRow + UNITS_PER_LOAD) - lists.width : wanted;
    if (affordable <= 0) break;
    await lists.read(Math.min(wanted, affordable));
    waiting = oncePerPosition([...waiting, ...lists.take()]).filter((row) => row.position !== position);
    const loadable = Math.floor((most - lists.units) / UNITS_PER_LOAD) - examined;
    if (loadable <= 0) break;
    const rows = waiting.slice(0, loadable);
    const found = new Map((await load(rows.map((row) => row.position))).map((item) => [idOf(item), item]));
    for (const row of rows) {
      waiting.shift();
      examined += 1;
      position = row.position;
      const item = found.get(position);
      if (item !== undefined && matches(item)) items.push(item);
      if (items.length === limit) break;
    }
    if (waiting.length === 0 && lists.isAtEnd) return { items, examined };
    if (items.length === limit) break;
  }
  // If nothing is waiting, all lists were read further than to the last row: what they left out is not read again.
  const nextPosition = waiting.length === 0 && items.length < limit ? lists.reach : position;
  return nextPosition === undefined ? { items, examined } : { items, nextPosition, examined };
}
