import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { products } from '../adapters/tables.ts';
import { productPathSchema } from '../domain/product-schema.ts';
import { productView } from '../domain/product-view.ts';

/** GET /products/{productId} */
export const handler = endpoint({ path: productPathSchema }, async ({ path }) =>
  entity(productView(await products.get(path.productId))),
);
