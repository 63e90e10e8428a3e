import { ListStockChanges } from '../../../contracts/catalog/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { notFound } from '../../../shared/refusals/refusal.ts';
import { products, stockHistory } from '../adapters/tables.ts';
import { stockChangeView } from '../domain/stock-change.ts';

export const handler = endpoint(ListStockChanges, async ({ path, query }) => {
  const product = await products.findEver(path.productId);
  if (product === undefined || !('stock' in product)) throw notFound('product', path.productId);
  const page = await stockHistory.page(product, query);
  return ok({ ...page, items: page.items.map(stockChangeView) });
});
