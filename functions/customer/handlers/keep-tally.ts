import { consumer } from '../../../shared/consumers/consumer.ts';
import { CustomerAdded, CustomerRemoved } from '../../../shared/events/customer-events.ts';
import { PurchaseCancelled, PurchaseCompleted } from '../../../shared/events/purchase-events.ts';
import { tally } from '../adapters/tables.ts';
import { contributionsOf } from '../domain/customer-tally.ts';

/** CustomerAdded, CustomerRemoved, PurchaseCompleted, PurchaseCancelled → how many there are, and who bought most */
export const handler = consumer(
  [CustomerAdded, CustomerRemoved, PurchaseCompleted, PurchaseCancelled],
  (event) => tally.apply(event.metadata.aggregateId, event.metadata.aggregateVersion, contributionsOf(event)),
);
