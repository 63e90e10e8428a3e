import { DEFAULT_LIMIT, MAX_IDS } from '../../contracts/definition/limits.ts';
import type { SearchedPage } from '../../contracts/definition/shapes.ts';
import { byteOrder } from '../paging/byte-order.ts';
import { decodeCursor, pageOf } from '../paging/cursor.ts';
import type { Source } from '../paging/sorted-partition.ts';
import { isId } from '../values/ids.ts';
import { nameWords } from '../values/name-words.ts';
import { boundedWalk } from './bounded-walk.ts';
import { indexedBefore, isFormer } from './former-rows.ts';
import { isReaderPlace, placeOf, type Reader, readerAt } from './reader.ts';
import {
  type Candidate,
  type IndexRow,
  idAt,
  nameAt,
  positionOf,
  type Searchable,
  type SearchRow,
  wordsOfRow,
} from './search-row.ts';
import { type Segment, segmentWalk } from './segment-walk.ts';
import type { Lead, Term } from './terms.ts';

/** The parameters of a search: filters and page. */
export interface SearchParameters {
  readonly ids?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** How one kind of entity is searched. */
export interface Search<Item, Facets> {
  /** The name of the list, to which cursors are bound. */
  readonly list: string;
  /** The time of the request, ISO 8601 UTC. */
  readonly now: string;
  readonly searchable: Searchable<Item, Facets>;
  readonly index: {
    readonly sources: (terms: readonly Term[], movedSince?: string) => Source<IndexRow<Item, Facets>>[];
  };
  /** Each contains every possible match. */
  readonly leads: readonly Lead[];
  readonly matches: (candidate: Candidate<Facets>) => boolean;
  /** Further filters, of what only the entity itself says; default none. */
  readonly matchesItem?: (item: Item) => boolean;
  /** The order of the leads; default by name. */
  readonly order?: 'name' | 'newest';
  /** Whether a lead is a list of few entities, that of an exact value. Default no. */
  readonly isExact?: boolean;
  /** Finds the entities of a segment alone, from the newest to the oldest, unless the query names few of them. */
  readonly segment?: Segment | undefined;
  /** Reads entities. @param consistency whether what was written a moment ago may be missed. */
  readonly load: (ids: readonly string[], consistency: 'strong' | 'eventual') => Promise<Item[]>;
}

/**
 * One page of the matching entities, in the order of the leads. Filters rows of the index, then reads the entities found, unless the
 * rows contain them; those that changed in between and no longer match are left out. The cost is bounded: a request may
 * end before its page is full, and says then how far it looked.
 * With `ids`, reads and filters those; the default limit is then 100.
 * @throws Refusal `invalid-cursor`.
 */
export async function searchPage<Item, Facets>(
  parameters: SearchParameters,
  search: Search<Item, Facets>,
): Promise<SearchedPage<Item>> {
  const { limit, cursor, ...filters } = parameters;
  const query = { list: search.list, ...filters };
  const { segment } = search;
  const find = async (): Promise<Found<Item>> => {
    if (segment !== undefined && filters.ids === undefined && search.isExact !== true) {
      return ofSegment(search, segment, decodeCursor(cursor, query, isId), limit ?? DEFAULT_LIMIT);
    }
    const place = decodeCursor(cursor, query, isReaderPlace);
    const reader = place === undefined ? { began: search.now } : readerAt(place);
    const found =
      filters.ids === undefined
        ? await byIndex(search, reader, limit ?? DEFAULT_LIMIT)
        : await byIds(search, filters.ids, reader.after, limit ?? MAX_IDS);
    const next = found.nextPosition && placeOf({ began: reader.began, after: found.nextPosition });
    const items = segment === undefined ? found.items : await inSegment(search, segment, found.items);
    return { ...found, items, ...(next && { nextPosition: next }) };
  };
  const { items, nextPosition, lookedAt } = await find();
  return { ...pageOf(items, nextPosition, query), ...(lookedAt && { lookedAt }) };
}

/** The most requests that look for the first entities. */
const MAX_REQUESTS = 3;

/** The first matching entities, up to a number, and whether there may be more. They are looked for with a bounded cost. */
export async function firstOf<Item, Facets>(
  filters: Omit<SearchParameters, 'limit' | 'cursor'>,
  search: Search<Item, Facets>,
  most: number,
): Promise<{ items: Item[]; hasMore: boolean }> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let request = 0; request < MAX_REQUESTS && items.length < most; request += 1) {
    const page = await searchPage({ ...filters, limit: most - items.length, cursor }, search);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  return { items, hasMore: cursor !== undefined };
}

interface Found<Item> {
  readonly items: Item[];
  readonly nextPosition?: string;
  readonly lookedAt?: SearchedPage<Item>['lookedAt'];
}

async function byIndex<Item, Facets>(
  search: Search<Item, Facets>,
  { began, after }: Reader,
  limit: number,
): Promise<Found<Item>> {
  const since = indexedBefore(began);
  const { rows, examined, nextPosition } = await boundedWalk({
    leads: search.leads.map((lead) => search.index.sources(lead, since)),
    after,
    limit,
    isLoaded: (row) => !('item' in row),
    matches: (row) => {
      if ('item' in row) return matchesNow(search, row.item);
      return isFormer(row) || search.matches(candidateOf(row));
    },
  });
  const items = (await itemsOf(search, rows)).filter((item) => matchesNow(search, item));
  if (nextPosition === undefined) return { items };
  const isCutShort = items.length < limit;
  return {
    items,
    nextPosition,
    ...(isCutShort && {
      lookedAt: { entries: examined, ...(search.order !== 'newest' && { upTo: nameAt(nextPosition) }) },
    }),
  };
}

/** The words of a row are only told apart if the filters ask for them. */
const candidateOf = <Item, Facets>(
  row: Extract<SearchRow<Item, Facets>, { facets: Facets }>,
): Candidate<Facets> => ({
  facets: row.facets,
  get words() {
    return wordsOfRow(row);
  },
});

/**
 * The entities of rows, in their order, each once. One that moved is shown where it was, unless the reader will come to where
 * it is now: the rows of a recent change may still be on their way.
 */
async function itemsOf<Item, Facets>(
  { load, searchable, now }: Search<Item, Facets>,
  rows: readonly IndexRow<Item, Facets>[],
): Promise<Item[]> {
  const missing = rows.flatMap((row) => ('item' in row ? [] : [idAt(row.position)]));
  const loaded = missing.length === 0 ? [] : await load([...new Set(missing)], 'eventual');
  const byId = new Map(loaded.map((item) => [searchable.entryOf(item).id, item]));
  const shown = rows.flatMap((row) => {
    const item = 'item' in row ? row.item : byId.get(idAt(row.position));
    if (item === undefined) return [];
    const entry = searchable.entryOf(item);
    const isAhead =
      isFormer(row) && byteOrder(positionOf(entry), row.position) > 0 && entry.changedAt < indexedBefore(now);
    return isAhead ? [] : [[entry.id, item] as const];
  });
  // What comes first of an entity stays, with what was read last of it.
  return [...new Map(shown).values()];
}

/** Whether an entity, as it is now, matches a search. */
export function matchesNow<Item, Facets>(search: Search<Item, Facets>, item: Item): boolean {
  const { name, facets } = search.searchable.entryOf(item);
  const candidate = {
    facets,
    get words() {
      return nameWords(name);
    },
  };
  return search.matches(candidate) && (search.matchesItem?.(item) ?? true);
}

async function ofSegment<Item, Facets>(
  search: Search<Item, Facets>,
  segment: Segment,
  after: string | undefined,
  limit: number,
): Promise<Found<Item>> {
  const { items, examined, nextPosition } = await segmentWalk(
    segment,
    after,
    limit,
    (ids) => search.load(ids, 'eventual'),
    (item) => matchesNow(search, item),
    (item) => search.searchable.entryOf(item).id,
  );
  if (nextPosition === undefined) return { items };
  return { items, nextPosition, ...(items.length < limit && { lookedAt: { entries: examined } }) };
}

async function inSegment<Item, Facets>(
  { searchable }: Search<Item, Facets>,
  segment: Segment,
  items: readonly Item[],
): Promise<Item[]> {
  const idOf = (item: Item) => searchable.entryOf(item).id;
  const included = await segment.among(items.map(idOf));
  return items.filter((item) => included.has(idOf(item)));
}

async function byIds<Item, Facets>(
  search: Search<Item, Facets>,
  ids: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<Found<Item>> {
  const entries = (await search.load(ids, 'strong'))
    .filter((item) => matchesNow(search, item))
    .map((item) => ({ item, position: positionOf(search.searchable.entryOf(item)) }))
    .filter(({ position }) => after === undefined || byteOrder(position, after) > 0)
    .sort((a, b) => byteOrder(a.position, b.position));
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(({ item }) => item);
  return entries.length > limit && last !== undefined ? { items, nextPosition: last.position } : { items };
}
