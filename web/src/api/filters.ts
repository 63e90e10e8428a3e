import type { ListName, QueryOf } from '../../../client/routes.ts';

/** The query parameters of lists that are not filters of the page. */
type NoFilter = 'ids' | 'archived' | 'include' | 'limit' | 'cursor';

/** The filters of a list by the names in its contract, as in the page's URL: any text, valid or not. */
export type FiltersOf<Name extends ListName> = Partial<
  Record<Exclude<keyof QueryOf<Name>, NoFilter>, string | undefined>
>;

/** The query for these filters. The page has checked them with the contract's schema (`filterProblems`). */
export const queryOf = <Name extends ListName>(_route: Name, filters: FiltersOf<Name>): QueryOf<Name> =>
  filters as QueryOf<Name>;
