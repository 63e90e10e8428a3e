import { moneyView } from '../../../shared/values/money.ts';
import type { Product } from './product.ts';

/** A product as the API answers it: without what is stored for the service's own use. */
export function productView(product: Product): Product {
  const { productId, name, description, category, sku, price, stock, createdAt, updatedAt, version } =
    product;
  return {
    productId,
    name,
    ...(description === undefined ? {} : { description }),
    ...(category === undefined ? {} : { category }),
    ...(sku === undefined ? {} : { sku }),
    price: moneyView(price),
    stock,
    createdAt,
    updatedAt,
    version,
  };
}
