import { DEFAULT_LIMIT, MAX_IDS } from '../../contracts/definition/limits.ts';
import type { SearchedPage } from '../../contracts/definition/shapes.ts';
import { byteOrder } from '../paging/byte-order.ts';
import { decodeCursor, pageOf } from '../paging/cursor.ts';
import { nameWords } from '../values/name-words.ts';
import { boundedWalk } from './bounded-walk.ts';
import type { SearchIndex } from './search-index.ts';
import {
  type Candidate,
  idAt,
  isPosition,
  nameAt,
  positionOf,
  type Searchable,
  type SearchRow,
  wordsOfRow,
} from './search-row.ts';
import type { Lead } from './terms.ts';

/** The parameters of a search: filters and page. */
interface SearchParameters {
  readonly ids?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** How one kind of entity is searched. */
export interface Search<Item, Facets> {
  /** The name of the list, to which cursors are bound. */
  readonly list: string;
  readonly searchable: Searchable<Item, Facets>;
  readonly index: Pick<SearchIndex<Item, Facets>, 'sources'>;
  /** Each contains every possible match. */
  readonly leads: readonly Lead[];
  readonly matches: (candidate: Candidate<Facets>) => boolean;
  /** Further filters, of what only the entity itself says; default none. */
  readonly matchesItem?: (item: Item) => boolean;
  /** Reads entities. @param consistency whether what was written a moment ago may be missed. */
  readonly load: (ids: readonly string[], consistency: 'strong' | 'eventual') => Promise<Item[]>;
}

/**
 * One page of the matching entities, sorted by name. Filters rows of the index, then reads the entities found, unless the
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
  const after = decodeCursor(cursor, query, isPosition);
  const { items, nextPosition, lookedAt } =
    filters.ids === undefined
      ? await byIndex(search, after, limit ?? DEFAULT_LIMIT)
      : await byIds(search, filters.ids, after, limit ?? MAX_IDS);
  return { ...pageOf(items, nextPosition, query), ...(lookedAt && { lookedAt }) };
}

interface Found<Item> {
  readonly items: Item[];
  readonly nextPosition?: string;
  readonly lookedAt?: SearchedPage<Item>['lookedAt'];
}

async function byIndex<Item, Facets>(
  search: Search<Item, Facets>,
  after: string | undefined,
  limit: number,
): Promise<Found<Item>> {
  const { rows, examined, nextPosition } = await boundedWalk({
    leads: search.leads.map((lead) => search.index.sources(lead)),
    after,
    limit,
    isLoaded: (row) => !('item' in row),
    matches: (row) => ('item' in row ? matchesNow(search, row.item) : search.matches(candidateOf(row))),
  });
  const items = (await itemsOf(search, rows)).filter((item) => matchesNow(search, item));
  if (nextPosition === undefined) return { items };
  const isCutShort = rows.length < limit;
  return {
    items,
    nextPosition,
    ...(isCutShort && { lookedAt: { entries: examined, upTo: nameAt(nextPosition) } }),
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

/** The entities of rows, in their order. */
async function itemsOf<Item, Facets>(
  { load, searchable }: Search<Item, Facets>,
  rows: readonly SearchRow<Item, Facets>[],
): Promise<Item[]> {
  const missing = rows.flatMap((row) => ('item' in row ? [] : [idAt(row.position)]));
  const loaded = missing.length === 0 ? [] : await load(missing, 'eventual');
  const byId = new Map(loaded.map((item) => [searchable.entryOf(item).id, item]));
  return rows.flatMap((row) => ('item' in row ? row.item : (byId.get(idAt(row.position)) ?? [])));
}

function matchesNow<Item, Facets>(search: Search<Item, Facets>, item: Item): boolean {
  const { name, facets } = search.searchable.entryOf(item);
  const candidate = {
    facets,
    get words() {
      return nameWords(name);
    },
  };
  return search.matches(candidate) && (search.matchesItem?.(item) ?? true);
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
