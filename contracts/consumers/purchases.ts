import {
  ProductAdded,
  ProductModified,
  ProductRemoved,
  StockRejected,
  StockReserved,
} from '../catalog/events.ts';
import { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../customer/events.ts';
import { defineConsumer } from '../definition/define-consumer.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  PurchaseRejected,
  PurchaseRequested,
} from '../purchases/events.ts';

export const SettlePurchases = defineConsumer('SettlePurchases', 'Completes or rejects purchases.', [
  StockReserved,
  StockRejected,
]);

export const ReplicateCustomers = defineConsumer(
  'ReplicateCustomers',
  'Keeps a local copy of the customers.',
  [CustomerAdded, CustomerUpdated, CustomerRemoved],
);

export const ReplicateProducts = defineConsumer('ReplicateProducts', 'Keeps a local copy of the products.', [
  ProductAdded,
  ProductModified,
  ProductRemoved,
]);

export const RecordHistory = defineConsumer(
  'RecordHistory',
  'Keeps the history of each purchase, and counts the purchases of a day.',
  [PurchaseRequested, PurchaseCompleted, PurchaseRejected, PurchaseCancelled, StockReserved, StockRejected],
);
