import { created } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { newId } from '../../../shared/values/ids.ts';
import { idempotency, products } from '../adapters/tables.ts';
import { addProduct } from '../domain/product.ts';
import { newProductSchema } from '../domain/product-schema.ts';
import { productView } from '../domain/product-view.ts';

/** POST /products */
export const handler = endpoint(
  { body: newProductSchema, idempotency },
  async ({ body, now, cause, remember }) => {
    const product = addProduct(newId(), body, now);
    const answer = created(`/api/products/${product.productId}`, productView(product));
    await products.add(product, { cause, remember: () => remember(answer) });
    return answer;
  },
);
