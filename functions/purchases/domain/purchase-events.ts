import { eventIdOf, makeEvent, type Occurrence } from '../../../contracts/definition/make-event.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  type PurchaseEvent,
  PurchaseRejected,
  PurchaseRequested,
} from '../../../contracts/purchases/events.ts';
import type { Cause, Stored } from '../../../shared/values/aggregate.ts';
import type { Purchase } from './purchase.ts';

/**
 * The events of a change to the purchases table. A row that is published again comes without what was before: it also has
 * the events of its earlier versions, as far as they can be derived from it.
 */
export function eventsOfPurchase(change: {
  before: Stored<Purchase> | undefined;
  after: Stored<Purchase> | undefined;
}): PurchaseEvent[] {
  const { before, after } = change;
  if (after === undefined) return [];
  if (before === undefined) return [...earlierEventsOf(after), eventOf(after)];
  // The same event again: events are identified by the version.
  const isRequestedAgain = after.requestedAgainAt !== before.requestedAgainAt;
  return after.version === before.version && !isRequestedAgain ? [] : [eventOf(after)];
}

function eventOf(purchase: Stored<Purchase>): PurchaseEvent {
  const { purchaseId, version, updatedAt, cause } = purchase;
  const occurrence = { aggregateId: purchaseId, version, occurredAt: updatedAt, cause };
  const data = dataOf(purchase);
  switch (purchase.status) {
    case 'pending':
      return makeEvent(PurchaseRequested, occurrence, data);
    case 'completed':
      return makeEvent(PurchaseCompleted, occurrence, data);
    case 'cancelled':
      return makeEvent(PurchaseCancelled, occurrence, data);
    case 'rejected':
      return makeEvent(PurchaseRejected, occurrence, { ...data, rejection: purchase.rejection });
  }
}

/** The events before the last one. Those of a cancelled purchase have the correlation id of the cancellation. */
function earlierEventsOf(purchase: Stored<Purchase>): PurchaseEvent[] {
  const { purchaseId, version, createdAt, completedAt, requestedBy, cause } = purchase;
  if (version === 1) return [];
  const data = dataOf(purchase);
  const request: Cause = {
    correlationId: cause.correlationId,
    ...(requestedBy === undefined ? {} : { actor: requestedBy }),
  };
  const occurrence = (number: number, occurredAt: string, why: Cause): Occurrence => ({
    aggregateId: purchaseId,
    version: number,
    occurredAt,
    cause: why,
  });
  const requested = makeEvent(PurchaseRequested, occurrence(1, createdAt, request), data);
  if (completedAt === undefined) return [requested];
  const reserved = { ...request, causationId: eventIdOf('StockReserved', purchaseId, 1) };
  return [requested, makeEvent(PurchaseCompleted, occurrence(2, completedAt, reserved), data)];
}

const dataOf = ({ createdAt, ...purchase }: Purchase) => {
  const { purchaseId, customerId, productId, quantity, unitPrice, total } = purchase;
  return { purchaseId, customerId, productId, quantity, unitPrice, total, purchasedAt: createdAt };
};
