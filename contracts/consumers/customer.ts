import { ProductAdded, ProductModified, ProductRemoved } from '../catalog/events.ts';
import { defineConsumer } from '../definition/define-consumer.ts';
import { PurchaseCancelled, PurchaseCompleted, PurchaseReturned } from '../purchases/events.ts';

export const ReplicateProducts = defineConsumer(
  'ReplicateProducts',
  'Maintains a local copy of all products.',
  [ProductAdded, ProductModified, ProductRemoved],
);

export const ProjectPurchases = defineConsumer('ProjectPurchases', 'Records what each customer bought.', [
  PurchaseCompleted,
  PurchaseReturned,
  PurchaseCancelled,
]);
