import type { Sort } from '../../../contracts/definition/query-parameters.ts';

/** The filters of a list, which may include its order. */
interface Filters {
  readonly sort?: string | undefined;
}

/** The order of a list, and whether there are others. */
export interface Orders {
  /** The order in which the list is read. */
  readonly order: Sort;
  /** Why there is no other order; undefined if there are others. */
  readonly only: string | undefined;
}

const sorts: readonly Sort[] = ['name', 'newest', 'lastPurchase', 'units'];

/**
 * The order of a list with these filters. The API has other orders only where their cost is bounded.
 * @param byName whether they search by a name, an e-mail address or a SKU.
 * @param byTrade whether they search by what was bought.
 */
export function ordersOf(
  { sort }: Filters,
  { byName, byTrade }: { readonly byName: boolean; readonly byTrade: boolean },
): Orders {
  if (byTrade) return { order: 'newest', only: 'A list that is filtered by purchases is from the newest' };
  if (byName) return { order: 'name', only: 'What a search finds is sorted by name' };
  return { order: sorts.find((each) => each === sort) ?? 'name', only: undefined };
}

/**
 * The filters without an order that is not possible with them. The URL keeps it: when the search is cleared, the list is
 * sorted as before.
 */
export function withPossibleSort<Given extends Filters>(filters: Given, { only }: Orders): Given {
  return only === undefined ? filters : (withoutSort(filters) as Given);
}

/** The filters of a list without its order. */
export function withoutSort<Given extends Filters>({ sort: _, ...others }: Given): Omit<Given, 'sort'> {
  return others;
}

/** Whether a list with these filters, which are possible, leaves something out. */
export const leavesOut = (filters: Filters): boolean =>
  Object.entries(filters).some(([name, value]) => name !== 'sort' || value !== 'newest');
