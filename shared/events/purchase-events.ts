import * as z from 'zod';
import { moneySchema } from '../values/money.ts';
import { defineEvent, type EventOf } from './define-event.ts';

const money = z.object(moneySchema.shape);

const purchase = z.object({
  purchaseId: z.uuid(),
  customerId: z.uuid(),
  productId: z.uuid(),
  quantity: z.int().min(1),
  unitPrice: money,
  total: z.object({ amount: z.int().min(0), currency: money.shape.currency }),
  /** When the purchase was made: its `createdAt`. */
  purchasedAt: z.iso.datetime(),
});

/** A purchase was accepted and waits for its stock. */
export const PurchaseRequested = defineEvent('multidomain.purchases', 'PurchaseRequested', purchase);

/** The stock is set aside: the purchase stands. */
export const PurchaseCompleted = defineEvent('multidomain.purchases', 'PurchaseCompleted', purchase);

/** The purchase came to nothing; `rejection` says why. */
export const PurchaseRejected = defineEvent(
  'multidomain.purchases',
  'PurchaseRejected',
  purchase.extend({ rejection: z.object({ code: z.string(), detail: z.string() }) }),
);

/** A completed purchase was taken back: its stock returns. */
export const PurchaseCancelled = defineEvent('multidomain.purchases', 'PurchaseCancelled', purchase);

export type PurchaseEvent =
  | EventOf<typeof PurchaseRequested>
  | EventOf<typeof PurchaseCompleted>
  | EventOf<typeof PurchaseRejected>
  | EventOf<typeof PurchaseCancelled>;
