import { makeEvent } from '../../../contracts/definition/make-event.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  type PurchaseEvent,
  PurchaseRejected,
  PurchaseRequested,
} from '../../../contracts/purchases/events.ts';
import type { Stored } from '../../../shared/values/aggregate.ts';
import type { Purchase } from './purchase.ts';

/** The events of a change to the purchases table. */
export function eventsOfPurchase(change: {
  before: Stored<Purchase> | undefined;
  after: Stored<Purchase> | undefined;
}): PurchaseEvent[] {
  const { before, after } = change;
  if (after === undefined) return [];
  // The same event again: events are identified by the version.
  const isRequestedAgain = after.requestedAgainAt !== before?.requestedAgainAt;
  if (after.version === before?.version && !isRequestedAgain) return [];
  const { purchaseId, customerId, productId, quantity, unitPrice, total, createdAt } = after;
  const { version, updatedAt, cause } = after;
  const occurrence = { aggregateId: purchaseId, version, occurredAt: updatedAt, cause };
  const data = { purchaseId, customerId, productId, quantity, unitPrice, total, purchasedAt: createdAt };
  switch (after.status) {
    case 'pending':
      return [makeEvent(PurchaseRequested, occurrence, data)];
    case 'completed':
      return [makeEvent(PurchaseCompleted, occurrence, data)];
    case 'cancelled':
      return [makeEvent(PurchaseCancelled, occurrence, data)];
    case 'rejected':
      return [makeEvent(PurchaseRejected, occurrence, { ...data, rejection: after.rejection })];
  }
}
