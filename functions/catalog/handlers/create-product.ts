import { CreateProduct } from '../../../contracts/catalog/routes.ts';
import { created } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { newId } from '../../../shared/values/ids.ts';
import { idempotency, products } from '../adapters/tables.ts';
import { addProduct } from '../domain/product.ts';
import { productView } from '../domain/product-view.ts';

export const handler = endpoint(
  CreateProduct,
  async ({ body, now, cause, remember }) => {
    const product = addProduct(newId(), body, now);
    const answer = created(`/api/products/${product.productId}`, productView(product));
    await products.add(product, { cause, remember: () => remember(answer) });
    return answer;
  },
  { idempotency },
);
