import type { ListName, QueryOf } from '../../../client/routes.ts';

/** What a list's query has besides its filters. */
type NoFilter = 'ids' | 'include' | 'limit' | 'cursor';

/** The filters of a list by the names of its contract, as they stand in the page's URL: texts, right or wrong. */
export type FiltersOf<Name extends ListName> = Partial<
  Record<Exclude<keyof QueryOf<Name>, NoFilter>, string | undefined>
>;

/** Filters as they are sent. The page has held them to the contract's schema (`filterProblems`); the API does again. */
export const queryOf = <Name extends ListName>(_route: Name, filters: FiltersOf<Name>): QueryOf<Name> =>
  filters as QueryOf<Name>;
