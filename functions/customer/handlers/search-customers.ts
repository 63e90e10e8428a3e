import { SearchCustomers } from '../../../contracts/customer/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { sortedPage } from '../../../shared/search/sorted-search.ts';
import { searchAt } from '../adapters/customer-search.ts';
import { boughtProducts, topCustomers } from '../adapters/tables.ts';
import { customerView } from '../domain/customer-view.ts';

export const handler = endpoint(SearchCustomers, async ({ query, now }) => {
  const { include, ...search } = query;
  const { page, totals } = await sortedPage(search, {
    searchFor: searchAt(now),
    exact: 'email',
    ranking: topCustomers,
  });
  const products = include && (await boughtProducts.excerpts(page.items.map(({ customerId }) => customerId)));
  const items = page.items.map((customer) => ({
    ...customerView(customer, now),
    ...(totals && { totals: totals.get(customer.customerId) }),
    ...(products && { products: products.get(customer.customerId) }),
  }));
  return ok({ ...page, items });
});
