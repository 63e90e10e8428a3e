import type { Sort } from '../../contracts/definition/query-parameters.ts';
import type { SuggestedPage } from '../../contracts/definition/shapes.ts';
import type { RankedTotals } from '../counters/board.ts';
import type { Ranking } from '../counters/ranking.ts';
import { rankedPage } from './ranked-page.ts';
import type { Search } from './search-page.ts';
import { type Named, searchOrSuggest } from './suggest.ts';

/** One kind of list of entities. */
export interface SortedSearch<Exact extends 'email' | 'sku', Item, Facets, Parameters> {
  /** The search for parameters. */
  readonly searchFor: (parameters: Parameters) => Search<Item, Facets>;
  /** The parameter with the exact value. */
  readonly exact: Exact;
  readonly ranking: Ranking;
}

/**
 * A page of a list, in the order that is asked for. A list that is sorted by what was bought or sold in all has that too, by id.
 * @throws Refusal `invalid-cursor`.
 */
export async function sortedPage<
  Exact extends 'email' | 'sku',
  Item,
  Facets,
  Parameters extends Named<Exact> & { readonly sort?: Sort | undefined },
>(
  parameters: Parameters,
  { searchFor, exact, ranking }: SortedSearch<Exact, Item, Facets, Parameters>,
): Promise<{ page: SuggestedPage<Item>; totals?: ReadonlyMap<string, RankedTotals> }> {
  const { sort = 'name' } = parameters;
  return sort === 'name' || sort === 'newest'
    ? { page: await searchOrSuggest(parameters, searchFor, exact) }
    : rankedPage(parameters, searchFor(parameters), ranking, sort);
}
