import { Refusal } from '../../../shared/refusals/refusal.ts';
import type { CustomerReplica, ProductReplica } from '../../../shared/replicas/replicas.ts';

/**
 * What is known of a product, provided that customer and product are both known.
 * @throws Refusal `unknown-customer` or `unknown-product`, naming both fields when neither is known.
 */
export function buyableBy(
  customer: CustomerReplica | undefined,
  product: ProductReplica | undefined,
): ProductReplica {
  const unknownCustomer = { path: 'customerId', message: 'is not a known customer' };
  const unknownProduct = { path: 'productId', message: 'is not a known product' };
  if (customer === undefined) {
    const errors = product === undefined ? [unknownCustomer, unknownProduct] : [unknownCustomer];
    throw new Refusal('unknown-customer', 'The customer is unknown or was removed.', errors);
  }
  if (product === undefined) {
    const errors = [unknownProduct];
    throw new Refusal('unknown-product', 'The product is unknown or was removed.', errors);
  }
  return product;
}
