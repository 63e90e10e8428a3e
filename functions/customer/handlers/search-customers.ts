import { SearchCustomers } from '../../../contracts/customer/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { searchPage } from '../../../shared/search/search-page.ts';
import { boughtProducts, customerSearch, customers, customersWhoBought } from '../adapters/tables.ts';
import {
  boughtRange,
  hasEmail,
  leadsOf,
  matchesQuery,
  searchableCustomers,
} from '../domain/customer-search.ts';
import { customerView } from '../domain/customer-view.ts';

export const handler = endpoint(SearchCustomers, async ({ query, now }) => {
  const { include, ...search } = query;
  const page = await searchPage(search, {
    list: 'customers',
    searchable: searchableCustomers,
    index: customerSearch,
    leads: leadsOf(query, now),
    matches: matchesQuery(query, now),
    matchesItem: hasEmail(query),
    isExact: query.email !== undefined,
    segment: query.bought && customersWhoBought.ofAny(query.bought, boughtRange(query)),
    load: (ids, consistency) => customers.getAll(ids, consistency),
  });
  const products = include && (await boughtProducts.excerpts(page.items.map(({ customerId }) => customerId)));
  const items = page.items.map((customer) => ({
    ...customerView(customer, now),
    ...(products && { products: products.get(customer.customerId) }),
  }));
  return ok({ ...page, items });
});
