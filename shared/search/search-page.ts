import { DEFAULT_LIMIT, MAX_IDS } from '../../contracts/definition/limits.ts';
import type { Page } from '../../contracts/definition/shapes.ts';
import { byteOrder } from '../paging/byte-order.ts';
import { decodeCursor, pageOf } from '../paging/cursor.ts';
import { walk } from '../paging/walk.ts';
import { nameWords } from '../values/name-words.ts';
import {
  isPosition,
  positionOf,
  type SearchEntry,
  type SearchIndex,
  type SearchRow,
} from './search-index.ts';
import type { Term } from './terms.ts';

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
  readonly index: Pick<SearchIndex<Facets>, 'sources'>;
  /** Lists of the index that together contain every possible match. */
  readonly leads: readonly Term[];
  readonly matches: (row: Pick<SearchRow<Facets>, 'words' | 'facets'>) => boolean;
  readonly entryOf: (item: Item) => SearchEntry<Facets>;
  readonly load: (ids: readonly string[]) => Promise<Item[]>;
}

/**
 * One page of the matching entities, sorted by name. Reads index rows until the page is full, then the entities; those
 * that changed in between and no longer match are left out.
 * With `ids`, reads and filters those; the default limit is then 100.
 * @throws Refusal `invalid-cursor`.
 */
export async function searchPage<Item, Facets>(
  parameters: SearchParameters,
  search: Search<Item, Facets>,
): Promise<Page<Item>> {
  const { limit, cursor, ...filters } = parameters;
  const query = { list: search.list, ...filters };
  const after = decodeCursor(cursor, query, isPosition);
  const { items, nextPosition } =
    filters.ids === undefined
      ? await byIndex(search, after, limit ?? DEFAULT_LIMIT)
      : await byIds(search, filters.ids, after, limit ?? MAX_IDS);
  return pageOf(items, nextPosition, query);
}

interface Found<Item> {
  readonly items: Item[];
  readonly nextPosition?: string;
}

async function byIndex<Item, Facets>(
  search: Search<Item, Facets>,
  after: string | undefined,
  limit: number,
): Promise<Found<Item>> {
  const { index, leads, matches, load } = search;
  const { rows, ...rest } = await walk<SearchRow<Facets>>({
    sources: index.sources(leads),
    positionOf: (row) => row.position,
    order: 'ascending',
    after,
    limit,
    matches,
  });
  const found = await load(rows.map((row) => row.id));
  return { items: found.filter((item) => stillMatches(search, search.entryOf(item))), ...rest };
}

const stillMatches = <Item, Facets>({ matches }: Search<Item, Facets>, entry: SearchEntry<Facets>): boolean =>
  matches({ words: nameWords(entry.name), facets: entry.facets });

async function byIds<Item, Facets>(
  search: Search<Item, Facets>,
  ids: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<Found<Item>> {
  const entries = (await search.load(ids))
    .map((item) => {
      const entry = search.entryOf(item);
      return { item, entry, position: positionOf(entry) };
    })
    .filter(({ entry }) => stillMatches(search, entry))
    .filter(({ position }) => after === undefined || byteOrder(position, after) > 0)
    .sort((a, b) => byteOrder(a.position, b.position));
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(({ item }) => item);
  return entries.length > limit && last !== undefined ? { items, nextPosition: last.position } : { items };
}
