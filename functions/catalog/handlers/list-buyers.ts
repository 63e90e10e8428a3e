import { ListBuyers } from '../../../contracts/catalog/routes.ts';
import { MAX_PRODUCTS_OF_BUYERS } from '../../../contracts/definition/limits.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { firstOf } from '../../../shared/search/search-page.ts';
import { searchAt } from '../adapters/product-search.ts';
import { jointBuyers } from '../adapters/tables.ts';

export const handler = endpoint(ListBuyers, async ({ query, now }) => {
  const { limit, cursor, ...filters } = query;
  const { items, hasMore } = await firstOf(filters, searchAt(now)(filters), MAX_PRODUCTS_OF_BUYERS);
  const ids = items.map(({ productId }) => productId);
  const page = await jointBuyers.page(ids, { query: { list: 'buyers', ...filters }, limit, cursor });
  return ok({ ...page, products: ids.length, hasMoreProducts: hasMore });
});
