import * as z from 'zod';
import { MAX_NAME } from '../../shared/values/text.ts';
import { defineEvent, type EventMetadata, type EventOf } from '../definition/define-event.ts';
import {
  priceField,
  quantityField,
  reasonFields,
  textField,
  timeField,
  totalField,
} from '../definition/event-fields.ts';

const purchase = /* @__PURE__ */ z.object({
  purchaseId: z.uuid(),
  customerId: z.uuid(),
  productId: z.uuid(),
  /** As it was called when the purchase was requested. */
  productName: textField(MAX_NAME).optional(),
  quantity: quantityField,
  unitPrice: priceField,
  total: totalField,
  /** When it was made; perhaps long before the event. */
  purchasedAt: timeField,
});

interface PurchaseDetail {
  readonly metadata: EventMetadata;
  readonly data: z.infer<typeof purchase> & { readonly returned?: number };
}

const isInOrder = ({ metadata, data }: PurchaseDetail): boolean => data.purchasedAt <= metadata.occurredAt;
const isSomethingKept = ({ data: { quantity, returned = 0 } }: PurchaseDetail): boolean =>
  returned < quantity;

/** Declares an event about a purchase, which cannot occur before the purchase was made, nor tell that more was returned than bought. */
const definePurchaseEvent = <const Name extends string, Data extends typeof purchase>(
  name: Name,
  data: Data,
) => {
  const contract = defineEvent('multidomain.purchases', name, data);
  const detail = contract.detail
    .refine((event) => isInOrder(event as unknown as PurchaseDetail), {
      path: ['data', 'purchasedAt'],
      message: 'must not be after the event',
    })
    .refine((event) => isSomethingKept(event as unknown as PurchaseDetail), {
      path: ['data', 'returned'],
      message: 'must be less than the quantity',
    });
  return { ...contract, detail };
};

/** A purchase was accepted and is waiting for stock. */
export const PurchaseRequested = definePurchaseEvent('PurchaseRequested', purchase);

/** The stock was reserved and the purchase completed. */
export const PurchaseCompleted = definePurchaseEvent('PurchaseCompleted', purchase);

/** The purchase was rejected; `rejection` says why. */
export const PurchaseRejected = definePurchaseEvent(
  'PurchaseRejected',
  purchase.extend({ rejection: z.object(reasonFields) }),
);

/**
 * Some units of a completed purchase were returned, and their stock will be; others are kept. `returned` is how many in all, not only this time,
 * so the last of these events tells what remains.
 */
export const PurchaseReturned = definePurchaseEvent(
  'PurchaseReturned',
  purchase.extend({ returned: quantityField }),
);

/** A completed purchase was cancelled, or all that was left of it was returned; the rest of its stock will be. */
export const PurchaseCancelled = definePurchaseEvent('PurchaseCancelled', purchase);

export type PurchaseEvent =
  | EventOf<typeof PurchaseRequested>
  | EventOf<typeof PurchaseCompleted>
  | EventOf<typeof PurchaseRejected>
  | EventOf<typeof PurchaseReturned>
  | EventOf<typeof PurchaseCancelled>;
