import { DEFAULT_LIMIT } from '../../contracts/definition/limits.ts';
import type { SearchedPage } from '../../contracts/definition/shapes.ts';
import type { RankedTotals, RankingOrder } from '../counters/board.ts';
import type { Ranking } from '../counters/ranking.ts';
import { decodeCursor, pageOf } from '../paging/cursor.ts';
import { rankedPlacesIn, rankedWalk } from './ranked-walk.ts';
import { matchesNow, type Search, type SearchParameters } from './search-page.ts';

/** A page of a ranking, and what each of its entities bought or sold in all, by id. */
export interface RankedPage<Item> {
  readonly page: SearchedPage<Item>;
  readonly totals: ReadonlyMap<string, RankedTotals>;
}

/**
 * One page of the matching entities that have purchases, in the order of a ranking. The cost is bounded: a request may end
 * before its page is full, and says then how far it looked.
 * @throws Refusal `invalid-cursor`.
 */
export async function rankedPage<Item, Facets>(
  { limit = DEFAULT_LIMIT, cursor, ...filters }: SearchParameters,
  search: Search<Item, Facets>,
  ranking: Ranking,
  order: RankingOrder,
): Promise<RankedPage<Item>> {
  const boards = ranking.boards(order);
  const query = { list: search.list, ...filters };
  const position = decodeCursor(
    cursor,
    query,
    (text) => rankedPlacesIn(text, order)?.length === boards.length,
  );
  const { found, next, examined } = await rankedWalk(
    boards,
    position === undefined ? undefined : rankedPlacesIn(position, order),
    limit,
    (ids) => search.load(ids, 'eventual'),
    (item) => matchesNow(search, item),
    (item) => search.searchable.entryOf(item).id,
  );
  const items = found.map(({ item }) => item);
  const page = pageOf(items, next && JSON.stringify(next), query);
  const isCutShort = next !== undefined && items.length < limit;
  return {
    page: isCutShort ? { ...page, lookedAt: { entries: examined } } : page,
    totals: new Map(found.map(({ ranked: { id, rank: _, ...counts } }) => [id, counts])),
  };
}
