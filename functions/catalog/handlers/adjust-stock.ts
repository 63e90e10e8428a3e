import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { idempotency, products } from '../adapters/tables.ts';
import { adjustStock, type Product } from '../domain/product.ts';
import { productPathSchema, stockAdjustmentSchema } from '../domain/product-schema.ts';
import { productView } from '../domain/product-view.ts';

const answer = (product: Product) => entity(productView(product));

/** POST /products/{productId}/stock-adjustments */
export const handler = endpoint(
  { path: productPathSchema, body: stockAdjustmentSchema, idempotency },
  async ({ path, body, now, cause, remember }) => {
    const adjusted = await products.change(
      path.productId,
      (product) => adjustStock(product, body.delta, now),
      {
        cause,
        remember: (product) => remember(answer(product)),
      },
    );
    return answer(adjusted);
  },
);
