import * as z from 'zod';
import { defineEvent, type EventMetadata, type EventOf } from '../definition/define-event.ts';
import {
  priceField,
  quantityField,
  reasonFields,
  timeField,
  totalField,
} from '../definition/event-fields.ts';

const purchase = z.object({
  purchaseId: z.uuid(),
  customerId: z.uuid(),
  productId: z.uuid(),
  quantity: quantityField,
  unitPrice: priceField,
  total: totalField,
  /** When the purchase was made: its `createdAt`. */
  purchasedAt: timeField,
});

interface ToldOfPurchase {
  readonly metadata: EventMetadata;
  readonly data: z.infer<typeof purchase>;
}

const madeInTime = ({ metadata, data }: ToldOfPurchase): boolean => data.purchasedAt <= metadata.occurredAt;

/** A purchase is made before anything is told of it: so it lies no more in the future than its events do. */
const defineEventOfPurchase = <const Name extends string, Data extends typeof purchase>(
  name: Name,
  data: Data,
) => {
  const contract = defineEvent('multidomain.purchases', name, data);
  const detail = contract.detail.refine((told) => madeInTime(told as unknown as ToldOfPurchase), {
    path: ['data', 'purchasedAt'],
    message: 'must not be after the event',
  });
  return { ...contract, detail };
};

/** A purchase was accepted and waits for its stock. */
export const PurchaseRequested = defineEventOfPurchase('PurchaseRequested', purchase);

/** The stock is set aside: the purchase stands. */
export const PurchaseCompleted = defineEventOfPurchase('PurchaseCompleted', purchase);

/** The purchase came to nothing; `rejection` says why. */
export const PurchaseRejected = defineEventOfPurchase(
  'PurchaseRejected',
  purchase.extend({ rejection: z.object(reasonFields) }),
);

/** A completed purchase was taken back: its stock returns. */
export const PurchaseCancelled = defineEventOfPurchase('PurchaseCancelled', purchase);

export type PurchaseEvent =
  | EventOf<typeof PurchaseRequested>
  | EventOf<typeof PurchaseCompleted>
  | EventOf<typeof PurchaseRejected>
  | EventOf<typeof PurchaseCancelled>;
