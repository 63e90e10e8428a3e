import type { Named } from './named.ts';
import type { TableId } from './rows.ts';

/** A projection, and under which name its owners are ranked. */
export interface Projection extends Named {
  readonly service: 'customer' | 'catalog';
  readonly pairs: TableId;
  readonly owner: 'customerId' | 'productId';
  readonly ranked: string;
}

/** The projections of purchases. */
export const projections: readonly Projection[] = [
  {
    name: 'customer-product',
    text: 'what each customer bought, and the top customers',
    service: 'customer',
    pairs: 'customer CustomerProduct',
    owner: 'customerId',
    ranked: 'customer',
  },
  {
    name: 'product-customer',
    text: 'who bought each product, and the top products',
    service: 'catalog',
    pairs: 'catalog ProductCustomer',
    owner: 'productId',
    ranked: 'product',
  },
];
