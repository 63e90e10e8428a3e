import { RestoreProduct } from '../../../contracts/catalog/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { idempotency, products } from '../adapters/tables.ts';
import { type Product, restoreProduct } from '../domain/product.ts';
import { productView } from '../domain/product-view.ts';

const answer = (product: Product) => ok(productView(product));

export const handler = endpoint(
  RestoreProduct,
  async ({ path, now, cause, remember }) => {
    const restored = await products.changeEver(path.productId, (product) => restoreProduct(product, now), {
      cause,
      remember: (product) => remember(answer(product)),
    });
    return answer(restored);
  },
  { idempotency },
);
