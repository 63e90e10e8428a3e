import { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../customer/events.ts';
import { defineConsumer } from '../definition/define-consumer.ts';
import { PurchaseCancelled, PurchaseCompleted, PurchaseRequested } from '../purchases/events.ts';

export const ReserveStock = defineConsumer('ReserveStock', 'Reserves stock for purchases.', [
  PurchaseRequested,
]);

export const ReleaseStock = defineConsumer('ReleaseStock', 'Returns the stock of cancelled purchases.', [
  PurchaseCancelled,
]);

export const ReplicateCustomers = defineConsumer(
  'ReplicateCustomers',
  'Maintains a local copy of all customers.',
  [CustomerAdded, CustomerUpdated, CustomerRemoved],
);

export const ProjectPurchases = defineConsumer('ProjectPurchases', 'Records who bought which products.', [
  PurchaseCompleted,
  PurchaseCancelled,
]);
