import {
  ProductAdded,
  ProductModified,
  ProductRemoved,
  StockRejected,
  StockReserved,
} from '../catalog/events.ts';
import { CustomerAdded, CustomerRemoved, CustomerUpdated } from '../customer/events.ts';
import { defineConsumer } from '../definition/define-consumer.ts';

export const SettlePurchases = defineConsumer(
  'SettlePurchases',
  'Completes or rejects purchases, and counts those of each day.',
  [StockReserved, StockRejected],
);

export const ReplicateCustomers = defineConsumer(
  'ReplicateCustomers',
  'Maintains a local copy of all customers.',
  [CustomerAdded, CustomerUpdated, CustomerRemoved],
);

export const ReplicateProducts = defineConsumer(
  'ReplicateProducts',
  'Maintains a local copy of all products.',
  [ProductAdded, ProductModified, ProductRemoved],
);
