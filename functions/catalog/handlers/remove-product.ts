import { untilWon } from '../../../shared/dynamodb/versioned.ts';
import { noContent } from '../../../shared/http/answer.ts';
import { endpoint } from '../../../shared/http/endpoint.ts';
import { requireMatch } from '../../../shared/http/etag.ts';
import { products } from '../adapters/tables.ts';
import { removeProduct } from '../domain/product.ts';
import { productPathSchema } from '../domain/product-schema.ts';

/** DELETE /products/{productId} */
export const handler = endpoint({ path: productPathSchema }, ({ path, ifMatch, now, cause }) =>
  untilWon(async () => {
    const product = await products.get(path.productId);
    requireMatch(ifMatch, product.version);
    await products.save(product, removeProduct(product, now), cause);
    return noContent();
  }),
);
