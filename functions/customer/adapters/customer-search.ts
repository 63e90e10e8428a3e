import type { CustomerQuery } from '../../../contracts/customer/queries.ts';
import { environment } from '../../../shared/config/environment.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { SearchLists } from '../../../shared/search/search-lists.ts';
import type { Search } from '../../../shared/search/search-page.ts';
import type { Customer } from '../domain/customer.ts';
import {
  boughtRange,
  type CustomerFacets,
  hasEmail,
  leadsOf,
  matchesQuery,
  searchableCustomers,
} from '../domain/customer-search.ts';
import { customers, customersWhoBought } from './tables.ts';

const { CUSTOMER_SEARCH_TABLE } = environment('CUSTOMER_SEARCH_TABLE');

const index = new SearchLists(documentClient, CUSTOMER_SEARCH_TABLE, searchableCustomers);

/** The search for the customers that match all filters of a query. @param now ISO 8601 UTC, for their age. */
export const searchAt =
  (now: string) =>
  (query: CustomerQuery): Search<Customer, CustomerFacets> => ({
    list: 'customers',
    now,
    searchable: searchableCustomers,
    index,
    leads: leadsOf(query, now),
    order: query.sort === 'newest' ? 'newest' : 'name',
    matches: matchesQuery(query, now),
    matchesItem: hasEmail(query),
    isExact: query.email !== undefined,
    segment: query.bought && customersWhoBought.ofAny(query.bought, boughtRange(query)),
    load: (ids, consistency) => customers.getAll(ids, consistency),
  });
