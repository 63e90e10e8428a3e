import type { NewPurchase, PurchaseStatus } from '../../../contracts/purchases/shapes.ts';
import { Refusal } from '../../../shared/refusals/refusal.ts';
import { type Aggregate, timeOfChange } from '../../../shared/values/aggregate.ts';
import { type Money, times } from '../../../shared/values/money.ts';

/** Why a purchase came to nothing: a code for programs, a detail for people. */
export interface Rejection {
  readonly code: string;
  readonly detail: string;
}

/** A purchase. Its price is the one known when it was requested. */
export interface Purchase extends Aggregate {
  readonly purchaseId: string;
  readonly customerId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly total: Money;
  readonly status: PurchaseStatus;
  readonly rejection?: Rejection;
}

/** A requested purchase, pending, version 1. @param now ISO 8601 UTC. */
export const requestPurchase = (
  purchaseId: string,
  { customerId, productId, quantity }: NewPurchase,
  unitPrice: Money,
  now: string,
): Purchase => ({
  purchaseId,
  customerId,
  productId,
  quantity,
  unitPrice,
  total: times(unitPrice, quantity),
  status: 'pending',
  createdAt: now,
  updatedAt: now,
  version: 1,
});

/** The outcome of a pending purchase; the same object when its outcome is known already. */
export function settlePurchase(purchase: Purchase, rejection: Rejection | undefined, now: string): Purchase {
  if (purchase.status !== 'pending') return purchase;
  const next = changed(purchase, now);
  return rejection === undefined
    ? { ...next, status: 'completed' }
    : { ...next, status: 'rejected', rejection };
}

/**
 * Takes a completed purchase back; the same object when it was before.
 * @throws Refusal `purchase-pending` or `purchase-rejected`.
 */
export function cancelPurchase(purchase: Purchase, now: string): Purchase {
  switch (purchase.status) {
    case 'pending':
      throw new Refusal('purchase-pending', 'Its stock is still being reserved; try again in a moment.');
    case 'rejected':
      throw new Refusal('purchase-rejected', 'A rejected purchase has nothing to cancel.');
    case 'cancelled':
      return purchase;
    case 'completed':
      return { ...changed(purchase, now), status: 'cancelled' };
  }
}

/** The outcome of a settled purchase: its status or, when it was rejected, the reason's code. */
export const outcomeOf = ({ status, rejection }: Purchase): string => rejection?.code ?? status;

/** The next version. */
const changed = (purchase: Purchase, now: string): Purchase => ({
  ...purchase,
  updatedAt: timeOfChange(purchase, now),
  version: purchase.version + 1,
});
