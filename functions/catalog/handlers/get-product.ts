import { GetProduct } from '../../../contracts/catalog/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { products } from '../adapters/tables.ts';
import { productView } from '../domain/product-view.ts';

export const handler = endpoint(GetProduct, async ({ path }) =>
  ok(productView(await products.get(path.productId))),
);
