import { GetProductTotals } from '../../../contracts/catalog/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { products, topProducts } from '../adapters/tables.ts';
import { soldLately } from '../domain/recent-sales.ts';

export const handler = endpoint(GetProductTotals, async ({ path, now }) => {
  const [totals, { recentSales }] = await Promise.all([
    topProducts.totalsOf(path.productId),
    products.get(path.productId),
  ]);
  return ok({ ...totals, soldLately: soldLately(recentSales, now) });
});
