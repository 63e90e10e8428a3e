import { ModifyProduct } from '../../../contracts/catalog/routes.ts';
import { ok } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { products } from '../adapters/tables.ts';
import { modifyProduct, type Product } from '../domain/product.ts';
import { productView } from '../domain/product-view.ts';

export const handler = endpoint(ModifyProduct, async ({ path, body, ifMatch, now, cause }) => {
  const modify = (product: Product) => modifyProduct(product, body, now);
  return ok(productView(await products.change(path.productId, modify, { cause, ifMatch })));
});
