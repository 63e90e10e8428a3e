import { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../customer/events.ts';
import { defineConsumer } from '../definition/define-consumer.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  PurchaseRequested,
  PurchaseReturned,
} from '../purchases/events.ts';

export const ReserveStock = defineConsumer('ReserveStock', 'Reserves stock for purchases.', [
  PurchaseRequested,
]);

export const ReleaseStock = defineConsumer(
  'ReleaseStock',
  'Returns the stock of returned and cancelled purchases.',
  [PurchaseReturned, PurchaseCancelled],
);

export const ReplicateCustomers = defineConsumer(
  'ReplicateCustomers',
  'Maintains a local copy of all customers.',
  [CustomerAdded, CustomerUpdated, CustomerRemoved],
);

export const ProjectPurchases = defineConsumer('ProjectPurchases', 'Records who bought which products.', [
  PurchaseCompleted,
  PurchaseReturned,
  PurchaseCancelled,
]);
