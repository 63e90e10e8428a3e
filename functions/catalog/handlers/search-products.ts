import { SearchProducts } from '../../../contracts/catalog/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { searchPage } from '../../../shared/search/search-page.ts';
import { buyers, productSearch, products } from '../adapters/tables.ts';
import { leadTerms, matchesQuery, productEntry } from '../domain/product-search.ts';
import { productView } from '../domain/product-view.ts';

export const handler = endpoint(SearchProducts, async ({ query }) => {
  const { include, ...search } = query;
  const page = await searchPage(search, {
    list: 'products',
    index: productSearch,
    leads: leadTerms(query),
    matches: matchesQuery(query),
    entryOf: productEntry,
    load: (ids) => products.getAll(ids),
  });
  const customers = include && (await buyers.excerpts(page.items.map(({ productId }) => productId)));
  const items = page.items.map((product) => ({
    ...productView(product),
    ...(customers && { customers: customers.get(product.productId) }),
  }));
  return ok({ ...page, items });
});
