import { consumer } from '../../../shared/consumers/consumer.ts';
import { StockRejected, StockReserved } from '../../../shared/events/catalog-events.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  PurchaseRejected,
  PurchaseRequested,
} from '../../../shared/events/purchase-events.ts';
import { history } from '../adapters/tables.ts';
import { stepOf } from '../domain/purchase-step.ts';

/** Every event about a purchase → the purchase-history table */
export const handler = consumer(
  [PurchaseRequested, PurchaseCompleted, PurchaseRejected, PurchaseCancelled, StockReserved, StockRejected],
  (event) => history.add(event.metadata.aggregateId, stepOf(event)),
);
