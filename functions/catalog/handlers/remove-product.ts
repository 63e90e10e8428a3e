import { noContent } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { products } from '../adapters/tables.ts';
import { removeProduct } from '../domain/product.ts';
import { productPathSchema } from '../domain/product-schema.ts';

/** DELETE /products/{productId} */
export const handler = endpoint({ path: productPathSchema }, async ({ path, ifMatch, now, cause }) => {
  await products.change(path.productId, (product) => removeProduct(product, now), { cause, ifMatch });
  return noContent();
});
