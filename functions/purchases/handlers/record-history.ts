import { StockRejected, StockReserved } from '../../../contracts/catalog/events.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  PurchaseRejected,
  PurchaseRequested,
} from '../../../contracts/purchases/events.ts';
import { consumer } from '../../../shared/consumers/consumer.ts';
import { dayCounter, history } from '../adapters/tables.ts';
import { dayCountOf } from '../domain/day-count.ts';
import { stepOf } from '../domain/purchase-step.ts';

/** Every event about a purchase → the purchase-history table, and the counts of the day it was made */
export const handler = consumer(
  [PurchaseRequested, PurchaseCompleted, PurchaseRejected, PurchaseCancelled, StockReserved, StockRejected],
  (event) => {
    const { aggregateId } = event.metadata;
    const counted = dayCountOf(event);
    return history.add(
      aggregateId,
      stepOf(event),
      counted === undefined ? [] : [dayCounter(counted.day).add(aggregateId, counted.addition)],
    );
  },
);
