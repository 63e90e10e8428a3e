import { CreateProduct } from '../../../contracts/catalog/routes.ts';
import { created } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { newId } from '../../../shared/values/ids.ts';
import { idempotency, products } from '../adapters/tables.ts';
import { addProduct, type Product } from '../domain/product.ts';
import { productView } from '../domain/product-view.ts';

const answer = (product: Product) => created(`/api/products/${product.productId}`, productView(product));

export const handler = endpoint(
  CreateProduct,
  async ({ body, now, cause, remember }) => {
    const added = await products.add(addProduct(newId(), body, now, cause.actor), {
      cause,
      remember: (product) => remember(answer(product)),
    });
    return answer(added);
  },
  { idempotency },
);
