import { ListProductCustomers } from '../../../contracts/catalog/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { buyers, products } from '../adapters/tables.ts';

export const handler = endpoint(ListProductCustomers, async ({ path, query }) => {
  const { productId } = await products.get(path.productId);
  return ok(await buyers.page(productId, query));
});
