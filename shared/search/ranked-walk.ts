import {
  type Board,
  type BoardPlace,
  isBoardPlace,
  type Ranked,
  type RankingOrder,
} from '../counters/board.ts';
import { MARGIN, MAX_UNITS, UNITS_PER_LOAD } from './bounded-walk.ts';

/** The most rounds of one request, each of which reads the boards and then their entities. */
const MAX_ROUNDS = 3;

/** What is read of a board at once: as many rows as half a unit buys, 4 KB. */
const ROWS_PER_READ = 32;

const UNITS_PER_READ = 0.5;

/** How many entities are loaded in a later round while nothing matches, and how much more in the next one. */
const FIRST = 10;
const GROWTH = 4;

/** Where a walk goes on: the last place looked at in each board; `null` where it looked at none. */
export type RankedPlaces = readonly (BoardPlace | null)[];

/** The places in a cursor; undefined if it has none. */
export function rankedPlacesIn(position: string, order: RankingOrder): RankedPlaces | undefined {
  try {
    const places: unknown = JSON.parse(position);
    const isValid =
      Array.isArray(places) && places.every((place) => place === null || isBoardPlace(place, order));
    return isValid ? places : undefined;
  } catch {
    return undefined;
  }
}

/** What a walk through a ranking found. */
export interface WalkedRanking<Item> {
  readonly found: readonly { readonly item: Item; readonly ranked: Ranked }[];
  /** Where to go on, if there may be more. */
  readonly next?: RankedPlaces;
  /** How many entities were read. */
  readonly examined: number;
}

/** A board that is read while it is walked. */
interface Open {
  readonly board: Pick<Board, 'read'>;
  /** Rows that were read and not taken. */
  waiting: Ranked[];
  /** Where to read on; `end` if there is nothing left. */
  next: BoardPlace | 'start' | 'end';
  /** Up to where it was looked at. */
  looked: BoardPlace | null;
}

/**
 * The entities of a ranking that match, in the order of its boards. The cost is bounded as that of a search: it may end with
 * a page that is not full. An entity whose rank changes meanwhile may be left out or come twice.
 * @param load reads entities by their ids, in any order.
 */
export async function rankedWalk<Item>(
  boards: readonly Pick<Board, 'read'>[],
  after: RankedPlaces | undefined,
  limit: number,
  load: (ids: readonly string[]) => Promise<Item[]>,
  matches: (item: Item) => boolean,
  idOf: (item: Item) => string,
): Promise<WalkedRanking<Item>> {
  const open = boards.map<Open>((board, index) => {
    const place = after?.[index] ?? null;
    return { board, waiting: [], next: place ?? 'start', looked: place };
  });
  const found: { item: Item; ranked: Ranked }[] = [];
  const most = MAX_UNITS + limit * UNITS_PER_LOAD;
  let units = 0;
  let examined = 0;
  for (let round = 0; round < MAX_ROUNDS && found.length < limit; round += 1) {
    const missing = limit - found.length;
    const expected =
      found.length === 0
        ? Math.max(limit, FIRST) * GROWTH ** round
        : (examined / found.length) * missing * MARGIN;
    const affordable = Math.floor((most - units) / UNITS_PER_LOAD) - boards.length;
    const wanted = Math.min(round === 0 ? limit : Math.ceil(expected), affordable);
    if (wanted <= 0) break;
    units += (await readAhead(open)) * UNITS_PER_READ;
    const taken = take(open, wanted);
    const items = await load(taken.map(({ ranked }) => ranked.id));
    units += taken.length * UNITS_PER_LOAD;
    const byId = new Map(items.map((item) => [idOf(item), item]));
    for (const { ranked, from } of taken) {
      from.looked = [ranked.rank, ranked.id];
      examined += 1;
      const item = byId.get(ranked.id);
      if (item !== undefined && matches(item)) found.push({ item, ranked });
      if (found.length === limit && ranked !== taken.at(-1)?.ranked)
        return { found, examined, next: placesOf(open) };
    }
    if (open.every(({ waiting, next }) => waiting.length === 0 && next === 'end')) return { found, examined };
  }
  return { found, examined, next: placesOf(open) };
}

const placesOf = (open: readonly Open[]): RankedPlaces => open.map(({ looked }) => looked);

/** Reads on in the boards that have few rows waiting, in one round trip. @returns how many were read. */
async function readAhead(open: readonly Open[]): Promise<number> {
  const needed = open.filter(({ waiting, next }) => next !== 'end' && waiting.length < ROWS_PER_READ);
  await Promise.all(
    needed.map(async (each) => {
      const after = each.next === 'start' || each.next === 'end' ? undefined : each.next;
      const { rows, next } = await each.board.read(after, ROWS_PER_READ);
      each.waiting.push(...rows);
      each.next = next ?? 'end';
    }),
  );
  return needed.length;
}

/** Takes up to `wanted` rows in order, as long as no board that goes on could have one before them. */
function take(open: readonly Open[], wanted: number): { ranked: Ranked; from: Open }[] {
  const taken: { ranked: Ranked; from: Open }[] = [];
  while (taken.length < wanted) {
    if (open.some(({ waiting, next }) => waiting.length === 0 && next !== 'end')) break;
    const [first] = open
      .filter(({ waiting }) => waiting.length > 0)
      .toSorted((a, b) => rankedFirst(a.waiting[0], b.waiting[0]));
    const ranked = first?.waiting.shift();
    if (first === undefined || ranked === undefined) break;
    taken.push({ ranked, from: first });
  }
  return taken;
}

/** Compares two entities of which none is missing: the higher rank comes first. */
const rankedFirst = (a: Ranked | undefined, b: Ranked | undefined): number => {
  const [one, other] = [a?.rank ?? '', b?.rank ?? ''];
  if (one === other) return 0;
  return one > other ? -1 : 1;
};
