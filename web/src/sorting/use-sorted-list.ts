import { useEffect } from 'react';
import type { Sort } from '../../../contracts/definition/query-parameters.ts';
import { rememberFilters } from '../filters/last-filters.ts';
import { leavesOut, ordersOf, withPossibleSort } from './orders.ts';
import type { Sorting } from './sort-head.tsx';

interface SortedListProps<Given> {
  /** Of the list's page. */
  readonly path: string;
  /** The filters in the URL. */
  readonly given: Given;
  /** What the filters search by; see {@link ordersOf}. */
  readonly searched: { readonly byName: boolean; readonly byTrade: boolean };
  /** What a list in each order is, in a few words. */
  readonly details: Readonly<Record<Sort, string>>;
  readonly onSort: (sort: Sort | undefined) => void;
}

interface SortedList<Given> {
  /** The filters, with an order only if that is possible with them. */
  readonly filters: Given;
  readonly isFiltered: boolean;
  readonly sorting: Sorting;
  /** What the list is, in a few words. */
  readonly detail: string;
}

/** A list that can be sorted, and whose filters are in the URL. Links back to it lead to the last ones. */
export function useSortedList<Given extends { readonly sort?: string | undefined }>({
  path,
  given,
  searched,
  details,
  onSort,
}: SortedListProps<Given>): SortedList<Given> {
  const orders = ordersOf(given, searched);
  const filters = withPossibleSort(given, orders);
  useEffect(() => rememberFilters(path, given), [path, given]);
  const isSortIgnored = given.sort !== undefined && filters.sort === undefined;
  return {
    filters,
    isFiltered: leavesOut(filters),
    sorting: { ...orders, onSort: (order) => onSort(order === 'name' ? undefined : order) },
    detail: (isSortIgnored ? orders.only : undefined) ?? details[orders.order],
  };
}
