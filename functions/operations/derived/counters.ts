import type { Named } from './named.ts';
import type { TableId } from './rows.ts';

/** How many there are of what an owner has. */
export interface Census extends Named {
  readonly table: TableId;
  readonly owner: TableId;
  readonly key: string;
  /** The name of the counter. */
  readonly counter: string;
}

/** The numbers of what services own. */
export const censuses: readonly Census[] = [
  {
    name: 'customer-count',
    text: 'the number of customers',
    table: 'customer Counters',
    owner: 'customer Customers',
    key: 'customerId',
    counter: 'customers',
  },
  {
    name: 'product-count',
    text: 'the number of products',
    table: 'catalog Counters',
    owner: 'catalog Products',
    key: 'productId',
    counter: 'products',
  },
];

/** The counts of the purchases of each day. */
export const days: Named = { name: 'purchases-by-day', text: 'the purchases of each day' };
