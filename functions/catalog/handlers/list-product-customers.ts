import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { pageQuerySchema } from '../../../shared/paging/query-schema.ts';
import { buyers, products } from '../adapters/tables.ts';
import { productPathSchema } from '../domain/product-schema.ts';

/** GET /products/{productId}/customers */
export const handler = endpoint(
  { path: productPathSchema, query: pageQuerySchema },
  async ({ path, query }) => {
    const { productId } = await products.get(path.productId);
    return ok(await buyers.page(productId, query));
  },
);
