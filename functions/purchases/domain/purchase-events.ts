import { makeEvent } from '../../../contracts/definition/make-event.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  type PurchaseEvent,
  PurchaseRejected,
  PurchaseRequested,
  PurchaseReturned,
} from '../../../contracts/purchases/events.ts';
import type { Stored } from '../../../shared/values/aggregate.ts';
import { purchasedAtOf } from '../../../shared/values/purchased-at.ts';
import type { Purchase, Rejection } from './purchase.ts';
import { lastOf, lifeOf, type PurchaseOccurrence } from './purchase-life.ts';

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
  if (before === undefined) return lifeOf(after).map((occurrence) => eventOf(after, occurrence));
  // The same event again: events are identified by the version.
  const isRequestedAgain = after.requestedAgainAt !== before.requestedAgainAt;
  return after.version === before.version && !isRequestedAgain ? [] : [eventOf(after, lastOf(after))];
}

function eventOf(purchase: Stored<Purchase>, { name, ...occurrence }: PurchaseOccurrence): PurchaseEvent {
  const data = dataOf(purchase);
  switch (name) {
    case 'PurchaseRequested':
      return makeEvent(PurchaseRequested, occurrence, data);
    case 'PurchaseCompleted':
      return makeEvent(PurchaseCompleted, occurrence, data);
    case 'PurchaseReturned':
      // Without their number, the contract refuses it.
      return makeEvent(PurchaseReturned, occurrence, { ...data, returned: purchase.returned as number });
    case 'PurchaseCancelled':
      return makeEvent(PurchaseCancelled, occurrence, data);
    case 'PurchaseRejected':
      // Without a reason, the contract refuses it.
      return makeEvent(PurchaseRejected, occurrence, { ...data, rejection: purchase.rejection as Rejection });
  }
}

const dataOf = (purchase: Purchase) => {
  const { purchaseId, customerId, productId, productName, quantity, unitPrice, total } = purchase;
  const purchasedAt = purchasedAtOf(purchase);
  return { purchaseId, customerId, productId, productName, quantity, unitPrice, total, purchasedAt };
};
