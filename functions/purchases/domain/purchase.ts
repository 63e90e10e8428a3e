import * as z from 'zod';
import type { NewPurchase } from '../../../contracts/purchases/shapes.ts';
import { Refusal } from '../../../shared/refusals/refusal.ts';
import { type Actor, actorSchema, aggregateFields, timeOfChange } from '../../../shared/values/aggregate.ts';
import { keptUnitsOf } from '../../../shared/values/kept-units.ts';
import { type Money, storedMoneySchema, times } from '../../../shared/values/money.ts';

/** Why a purchase was rejected: a code for programs, a detail for people. */
const rejectionSchema = /* @__PURE__ */ z.object({ code: z.string(), detail: z.string() });

export type Rejection = Readonly<z.infer<typeof rejectionSchema>>;

/** The event of Catalog that settled a purchase. */
const answeringEventSchema = /* @__PURE__ */ z.object({
  eventId: z.string(),
  occurredAt: z.string(),
  correlationId: z.string(),
  causationId: z.string().exactOptional(),
  actor: actorSchema.exactOptional(),
});

export type AnsweringEvent = Readonly<z.infer<typeof answeringEventSchema>>;

const purchaseFields = {
  purchaseId: z.string(),
  customerId: z.string(),
  productId: z.string(),
  /** What the product was called when it was requested; missing from rows that are older than the field. */
  productName: z.string().exactOptional(),
  quantity: z.int(),
  unitPrice: storedMoneySchema,
  total: storedMoneySchema,
  ...aggregateFields,
  /** When it was made, if that was not when it was requested. */
  purchasedAt: z.string().exactOptional(),
  /** Later changes replace the row's cause, so it is kept here. Missing if nobody was signed in. */
  requestedBy: actorSchema.exactOptional(),
  /** When it was last requested again because it stayed pending. Not a change of the purchase: the version stays. */
  requestedAgainAt: z.string().exactOptional(),
  /** What settled it. The history takes its steps from this; missing from rows that were settled before they told it. */
  settledBy: answeringEventSchema.exactOptional(),
  /** When a purchase had been completed that was returned or cancelled since. */
  completedAt: z.string().exactOptional(),
  /** How many units of a completed purchase were returned. Missing if none was, and from a cancelled one, of which all were. */
  returned: z.int().exactOptional(),
};

/** A purchase, at the price known when it was requested, or given then. A rejected one has its rejection, no other has one. */
export const storedPurchaseSchema = /* @__PURE__ */ z.discriminatedUnion('status', [
  z.object({
    ...purchaseFields,
    status: z.enum(['pending', 'completed', 'cancelled']),
    rejection: z.never().exactOptional(),
  }),
  z.object({ ...purchaseFields, status: z.literal('rejected'), rejection: rejectionSchema }),
]);

export type Purchase = Readonly<z.infer<typeof storedPurchaseSchema>>;

/**
 * When a requested purchase is made: now, or at the earlier time that the request names. A client whose clock is ahead may name a later
 * one, but nothing is made after it was requested.
 */
export const timeOfPurchase = (
  { purchasedAt = '' }: Pick<NewPurchase, 'purchasedAt'>,
  now: string,
): string => (purchasedAt !== '' && purchasedAt < now ? purchasedAt : now);

/**
 * A requested purchase, pending, version 1.
 * @param purchaseId made from {@link timeOfPurchase}, since purchases are listed by their ids.
 * @param product as it is known now; the request may name another price. @param now ISO 8601 UTC.
 * @param actor who requested it, if signed in.
 */
export function requestPurchase(
  purchaseId: string,
  request: NewPurchase,
  { name, price }: { readonly name: string; readonly price: Money },
  now: string,
  actor?: Actor,
): Purchase {
  const { customerId, productId, quantity, unitPrice = price } = request;
  const purchasedAt = timeOfPurchase(request, now);
  return {
    purchaseId,
    customerId,
    productId,
    productName: name,
    quantity,
    unitPrice,
    total: times(unitPrice, quantity),
    status: 'pending',
    createdAt: now,
    updatedAt: now,
    version: 1,
    ...(purchasedAt === now ? {} : { purchasedAt }),
    ...(actor === undefined ? {} : { requestedBy: actor }),
  };
}

/**
 * Completes or rejects a pending purchase; returns the same object if it is settled already.
 * @param now ISO 8601 UTC. @param settledBy the event that tells so.
 */
export function settlePurchase(
  purchase: Purchase,
  rejection: Rejection | undefined,
  now: string,
  settledBy?: AnsweringEvent,
): Purchase {
  if (purchase.status !== 'pending') return purchase;
  const next = { ...changed(purchase, now), ...(settledBy === undefined ? {} : { settledBy }) };
  return rejection === undefined
    ? { ...next, status: 'completed' }
    : { ...next, status: 'rejected', rejection };
}

/**
 * Cancels a completed purchase; returns the same object if it is cancelled already.
 * @throws Refusal `purchase-pending` or `purchase-rejected`.
 */
export function cancelPurchase(purchase: Purchase, now: string): Purchase {
  requireReserved(purchase);
  if (purchase.status === 'cancelled') return purchase;
  const { returned: _, ...rest } = afterCompletion(purchase, now);
  return { ...rest, status: 'cancelled' };
}

/**
 * Takes some units of a completed purchase back; it is cancelled when none is left.
 * @throws Refusal `purchase-pending`, `purchase-rejected` or `return-exceeds-purchase`.
 */
export function returnUnits(purchase: Purchase, quantity: number, now: string): Purchase {
  requireReserved(purchase);
  const kept = purchase.status === 'cancelled' ? 0 : keptUnitsOf(purchase);
  if (quantity > kept) {
    const detail = `${quantity} to be returned, but of ${purchase.quantity} bought only ${kept} are left.`;
    throw new Refusal('return-exceeds-purchase', detail);
  }
  if (quantity === kept) return cancelPurchase(purchase, now);
  const returned = (purchase.returned ?? 0) + quantity;
  return { ...afterCompletion(purchase, now), status: 'completed', returned };
}

/** @throws Refusal if no stock was reserved for a purchase: there is nothing to return. */
function requireReserved(
  purchase: Purchase,
): asserts purchase is Purchase & { status: 'completed' | 'cancelled' } {
  if (purchase.status === 'pending')
    throw new Refusal('purchase-pending', 'Its stock is still being reserved; try again in a moment.');
  if (purchase.status === 'rejected')
    throw new Refusal('purchase-rejected', 'A rejected purchase has nothing to return.');
}

/** The next version of a purchase that has been completed. */
const afterCompletion = <P extends Purchase>(purchase: P, now: string) => ({
  ...changed(purchase, now),
  completedAt: purchase.completedAt ?? purchase.updatedAt,
});

/** Whether it is known how a purchase ended. */
export const isSettled = ({ status }: Pick<Purchase, 'status'>): boolean => status !== 'pending';

/** The outcome of a settled purchase: its status or, when it was rejected, the reason's code. */
export const outcomeOf = (purchase: Purchase): string =>
  purchase.status === 'rejected' ? purchase.rejection.code : purchase.status;

/** The next version. */
const changed = <P extends Purchase>(purchase: P, now: string) => ({
  ...purchase,
  updatedAt: timeOfChange(purchase, now),
  version: purchase.version + 1,
});
