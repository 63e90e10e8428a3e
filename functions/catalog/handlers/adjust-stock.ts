import { untilWon } from '../../../shared/dynamodb/versioned.ts';
import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { idempotency, products } from '../adapters/tables.ts';
import { adjustStock } from '../domain/product.ts';
import { productPathSchema, stockAdjustmentSchema } from '../domain/product-schema.ts';
import { productView } from '../domain/product-view.ts';

/** POST /products/{productId}/stock-adjustments */
export const handler = endpoint(
  { path: productPathSchema, body: stockAdjustmentSchema, idempotency },
  ({ path, body, now, cause, remember }) =>
    untilWon(async () => {
      const product = await products.get(path.productId);
      const adjusted = adjustStock(product, body.delta, now);
      const answer = entity(productView(adjusted));
      await products.save(product, adjusted, cause, remember(answer));
      return answer;
    }),
);
