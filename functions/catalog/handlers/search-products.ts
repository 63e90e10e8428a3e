import { SearchProducts } from '../../../contracts/catalog/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { sortedPage } from '../../../shared/search/sorted-search.ts';
import { searchAt } from '../adapters/product-search.ts';
import { buyers, topProducts } from '../adapters/tables.ts';
import { productView } from '../domain/product-view.ts';
import { soldLately } from '../domain/recent-sales.ts';

export const handler = endpoint(SearchProducts, async ({ query, now }) => {
  const { include, ...search } = query;
  const { page, totals } = await sortedPage(search, {
    searchFor: searchAt(now),
    exact: 'sku',
    ranking: topProducts,
  });
  const customers = include && (await buyers.excerpts(page.items.map(({ productId }) => productId)));
  const items = page.items.map((product) => ({
    ...productView(product),
    ...(search.runsOut && { soldLately: soldLately(product.recentSales, now) }),
    ...(totals && { totals: totals.get(product.productId) }),
    ...(customers && { customers: customers.get(product.productId) }),
  }));
  return ok({ ...page, items });
});
