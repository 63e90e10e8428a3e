import type { Service } from '../../contracts/definition/define-event.ts';

/** The names of the checks in `functions/operations/comparison/`, in the order in which they run. */
export const checks = [
  'catalog CustomerReplica',
  'purchases CustomerReplica',
  'customer ProductReplica',
  'purchases ProductReplica',
  'catalog Reservations',
  'customer CountedPurchases',
  'customer CustomerProduct',
  'customer Counters, ranking',
  'catalog CountedPurchases',
  'catalog ProductCustomer',
  'catalog Counters, ranking',
  'customer CustomerSearch',
  'customer CustomerSearch, strays',
  'catalog ProductSearch',
  'catalog ProductSearch, strays',
  'catalog ProductSkus',
  'customer Counters',
  'catalog Counters',
  'purchases Counters',
] as const;

type Reads = readonly ('Scan' | 'BatchGetItem' | 'Query')[];

const byKeys: Reads = ['Scan', 'BatchGetItem'];
const byPartitionsToo: Reads = [...byKeys, 'Query'];

/** How the checks read each table that they compare. No index is read. */
export const reads: Readonly<Record<Service, Readonly<Record<string, Reads>>>> = {
  customer: {
    Customers: byKeys,
    CustomerSearch: byKeys,
    CustomerProduct: byPartitionsToo,
    CountedPurchases: byPartitionsToo,
    ProductReplica: byKeys,
    Counters: byKeys,
  },
  catalog: {
    Products: byKeys,
    Reservations: byKeys,
    ProductSearch: byKeys,
    ProductSkus: byKeys,
    ProductCustomer: byPartitionsToo,
    CountedPurchases: byPartitionsToo,
    CustomerReplica: byKeys,
    Counters: byKeys,
  },
  purchases: {
    Purchases: byKeys,
    CustomerReplica: byKeys,
    ProductReplica: byKeys,
    Counters: ['Scan'],
  },
};
