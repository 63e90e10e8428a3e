import { consumer } from '../../../shared/consumers/consumer.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  PurchaseRejected,
} from '../../../shared/events/purchase-events.ts';
import { tally } from '../adapters/tables.ts';
import { contributionsOf } from '../domain/purchase-tally.ts';

/** PurchaseCompleted, PurchaseRejected, PurchaseCancelled → how many purchases a day, by where they stand */
export const handler = consumer([PurchaseCompleted, PurchaseRejected, PurchaseCancelled], (event) =>
  tally.apply(event.metadata.aggregateId, event.metadata.aggregateVersion, contributionsOf(event)),
);
