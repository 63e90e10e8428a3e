import { untilWon } from '../../../shared/dynamodb/versioned.ts';
import { entity } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { requireMatch } from '../../../shared/http/etag.ts';
import { mergePatchTypes } from '../../../shared/http/request.ts';
import { products } from '../adapters/tables.ts';
import { modifyProduct } from '../domain/product.ts';
import { productPatchSchema, productPathSchema } from '../domain/product-schema.ts';
import { productView } from '../domain/product-view.ts';

/** PATCH /products/{productId} */
export const handler = endpoint(
  { path: productPathSchema, body: productPatchSchema, mediaTypes: mergePatchTypes },
  ({ path, body, ifMatch, now, cause }) =>
    untilWon(async () => {
      const product = await products.get(path.productId);
      requireMatch(ifMatch, product.version);
      const modified = modifyProduct(product, body, now);
      if (modified !== product) await products.save(product, modified, cause);
      return entity(productView(modified));
    }),
);
