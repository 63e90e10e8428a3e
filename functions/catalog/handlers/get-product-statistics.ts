import { GetProductStatistics } from '../../../contracts/catalog/routes.ts';
import type { ProductStatistics } from '../../../contracts/catalog/shapes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { productCount, products, topProducts } from '../adapters/tables.ts';
import { soldAs } from '../domain/product.ts';

export const handler = endpoint(GetProductStatistics, async () => {
  const [{ count = 0 }, top] = await Promise.all([productCount.read(), topProducts.top()]);
  const known = await products.getAllEver(top.map(({ id }) => id));
  const byId = new Map(known.map((product) => [product.productId, product]));
  const statistics: ProductStatistics = {
    count,
    top: top.map(({ id, units, purchases, revenue }) => {
      const product = byId.get(id);
      return { productId: id, ...(product && soldAs(product)), units, purchases, revenue };
    }),
  };
  return ok(statistics);
});
