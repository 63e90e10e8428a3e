import { ProductAdded, ProductModified, ProductRemoved } from '../catalog/events.ts';
import { defineConsumer } from '../definition/define-consumer.ts';
import { PurchaseCancelled, PurchaseCompleted } from '../purchases/events.ts';

export const ReplicateProducts = defineConsumer('ReplicateProducts', 'Keeps a local copy of the products.', [
  ProductAdded,
  ProductModified,
  ProductRemoved,
]);

export const ProjectPurchases = defineConsumer('ProjectPurchases', 'Counts what each customer bought.', [
  PurchaseCompleted,
  PurchaseCancelled,
]);
