import { AdjustStock } from '../../../contracts/catalog/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { idempotency, products } from '../adapters/tables.ts';
import { adjustStock, type Product } from '../domain/product.ts';
import { productView } from '../domain/product-view.ts';

const answer = (product: Product) => ok(productView(product));

export const handler = endpoint(
  AdjustStock,
  async ({ path, body, now, cause, remember }) => {
    const adjusted = await products.change(
      path.productId,
      (product) => adjustStock(product, body.delta, now, { reason: body.reason, by: cause.actor }),
      {
        cause,
        remember: (product) => remember(answer(product)),
      },
    );
    return answer(adjusted);
  },
  { idempotency },
);
