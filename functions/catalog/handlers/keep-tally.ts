import { consumer } from '../../../shared/consumers/consumer.ts';
import { ProductAdded, ProductRemoved } from '../../../shared/events/catalog-events.ts';
import { PurchaseCancelled, PurchaseCompleted } from '../../../shared/events/purchase-events.ts';
import { tally } from '../adapters/tables.ts';
import { contributionsOf } from '../domain/catalog-tally.ts';

/** ProductAdded, ProductRemoved, PurchaseCompleted, PurchaseCancelled → how many there are, and what sold most */
export const handler = consumer(
  [ProductAdded, ProductRemoved, PurchaseCompleted, PurchaseCancelled],
  (event) => tally.apply(event.metadata.aggregateId, event.metadata.aggregateVersion, contributionsOf(event)),
);
