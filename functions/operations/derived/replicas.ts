import type { Named } from './named.ts';
import type { TableId } from './rows.ts';

/** A table of copies, its owner, and what is copied. */
export interface Replica extends Named {
  readonly table: TableId;
  readonly owner: TableId;
  readonly key: string;
  readonly fields: readonly string[];
}

const ofCustomers = { owner: 'customer Customers', key: 'customerId', fields: ['name'] } as const;
const ofProducts = { owner: 'catalog Products', key: 'productId', fields: ['name', 'price'] } as const;

/** What services know of each other's customers and products. */
export const replicas: readonly Replica[] = [
  {
    name: 'catalog-customers',
    text: "Catalog's copies of customers",
    table: 'catalog CustomerReplica',
    ...ofCustomers,
  },
  {
    name: 'purchases-customers',
    text: "Purchases' copies of customers",
    table: 'purchases CustomerReplica',
    ...ofCustomers,
  },
  {
    name: 'customer-products',
    text: "Customer's copies of products",
    table: 'customer ProductReplica',
    ...ofProducts,
  },
  {
    name: 'purchases-products',
    text: "Purchases' copies of products",
    table: 'purchases ProductReplica',
    ...ofProducts,
  },
];
