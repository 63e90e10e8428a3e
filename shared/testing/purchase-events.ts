import { makeEvent } from '../../contracts/definition/make-event.ts';
import { PurchaseCancelled, PurchaseCompleted, PurchaseReturned } from '../../contracts/purchases/events.ts';
import { newId } from '../values/ids.ts';
import { aCause, NOW } from './fixed.ts';

/** The data of a purchase's events: one unit, bought at {@link NOW}; each has its own customer and product. */
export const aPurchaseData = (
  changes: { customerId?: string; productId?: string; quantity?: number } = {},
) => ({
  purchaseId: newId(),
  customerId: newId(),
  productId: newId(),
  quantity: 1,
  unitPrice: { amount: 250, currency: 'EUR' },
  total: { amount: 250 * (changes.quantity ?? 1), currency: 'EUR' },
  purchasedAt: NOW,
  ...changes,
});

/** The events of a purchase that was completed, and then cancelled. */
export function purchaseEvents(data: ReturnType<typeof aPurchaseData>) {
  const at = (version: number) => ({
    aggregateId: data.purchaseId,
    version,
    occurredAt: NOW,
    cause: aCause,
  });
  return {
    completed: makeEvent(PurchaseCompleted, at(2), data),
    returned: (returned: number) => makeEvent(PurchaseReturned, at(3), { ...data, returned }),
    cancelled: makeEvent(PurchaseCancelled, at(3), data),
  };
}
