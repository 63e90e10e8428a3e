import { SearchCustomers } from '../../../contracts/customer/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { searchOrSuggest } from '../../../shared/search/suggest.ts';
import { searchAt } from '../adapters/customer-search.ts';
import { boughtProducts } from '../adapters/tables.ts';
import { customerView } from '../domain/customer-view.ts';

export const handler = endpoint(SearchCustomers, async ({ query, now }) => {
  const { include, ...search } = query;
  const page = await searchOrSuggest(search, searchAt(now), 'email');
  const products = include && (await boughtProducts.excerpts(page.items.map(({ customerId }) => customerId)));
  const items = page.items.map((customer) => ({
    ...customerView(customer, now),
    ...(products && { products: products.get(customer.customerId) }),
  }));
  return ok({ ...page, items });
});
