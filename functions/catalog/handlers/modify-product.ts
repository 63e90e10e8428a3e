import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { mergePatchTypes } from '../../../shared/http/request.ts';
import { products } from '../adapters/tables.ts';
import { modifyProduct, type Product } from '../domain/product.ts';
import { productPatchSchema, productPathSchema } from '../domain/product-schema.ts';
import { productView } from '../domain/product-view.ts';

/** PATCH /products/{productId} */
export const handler = endpoint(
  { path: productPathSchema, body: productPatchSchema, mediaTypes: mergePatchTypes },
  async ({ path, body, ifMatch, now, cause }) => {
    const modify = (product: Product) => modifyProduct(product, body, now);
    return entity(productView(await products.change(path.productId, modify, { cause, ifMatch })));
  },
);
