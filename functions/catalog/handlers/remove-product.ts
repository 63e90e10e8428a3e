import { RemoveProduct } from '../../../contracts/catalog/routes.ts';
import { noContent } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { products } from '../adapters/tables.ts';
import { archiveProduct } from '../domain/product.ts';

export const handler = endpoint(RemoveProduct, async ({ path, ifMatch, now, cause }) => {
  await products.change(path.productId, (product) => archiveProduct(product, now), { cause, ifMatch });
  return noContent();
});
