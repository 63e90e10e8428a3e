import type { Service } from '../../contracts/definition/define-event.ts';

/** A table with a stream: its service publishes every change of it. */
export interface OwnerTable {
  readonly service: Service;
  /** As its stack declares it. */
  readonly id: string;
  /** Its partition key; it has no sort key. */
  readonly key: string;
}

/** What the services own, replicas' sources first. */
export const ownerTables: readonly OwnerTable[] = [
  { service: 'customer', id: 'Customers', key: 'customerId' },
  { service: 'catalog', id: 'Products', key: 'productId' },
  { service: 'catalog', id: 'Reservations', key: 'purchaseId' },
  { service: 'purchases', id: 'Purchases', key: 'purchaseId' },
];
