import { Refusal } from '../../../shared/refusals/refusal.ts';
import type { CustomerReplica, ProductReplica } from '../../../shared/replicas/replicas.ts';
import type { Money } from '../../../shared/values/money.ts';

/**
 * What a product costs, for a customer and a product that are both known.
 * @throws Refusal `unknown-customer` or `unknown-product`, naming both fields when neither is known.
 */
export function priceFor(customer: CustomerReplica | undefined, product: ProductReplica | undefined): Money {
  const unknownCustomer = { path: 'customerId', message: 'is not a known customer' };
  const unknownProduct = { path: 'productId', message: 'is not a known product' };
  if (customer === undefined) {
    const errors = product === undefined ? [unknownCustomer, unknownProduct] : [unknownCustomer];
    throw new Refusal('unknown-customer', 'No such customer is known here, or it was removed.', errors);
  }
  if (product === undefined) {
    const errors = [unknownProduct];
    throw new Refusal('unknown-product', 'No such product is known here, or it was removed.', errors);
  }
  return product.price;
}
