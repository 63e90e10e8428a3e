import * as z from 'zod';
import { MAX_CATEGORY, MAX_NAME, MAX_SKU } from '../../shared/values/text.ts';
import { defineEvent, type EventOf } from '../definition/define-event.ts';
import { priceField, quantityField, reasonFields, textField } from '../definition/event-fields.ts';

const product = /* @__PURE__ */ z.object({
  productId: z.uuid(),
  name: textField(MAX_NAME),
  category: textField(MAX_CATEGORY).optional(),
  sku: textField(MAX_SKU).optional(),
  price: priceField,
});

/** A product was added, or is sold again after it was removed. */
export const ProductAdded = defineEvent('multidomain.catalog', 'ProductAdded', product);

/** A product's details changed. Changes to its stock are internal to Catalog and have no event. */
export const ProductModified = defineEvent('multidomain.catalog', 'ProductModified', product);

/**
 * A product was removed: it is no longer sold, unless it is added again with a later version. Its id is never reused, but what was bought of it keeps its name. Products that
 * were removed long ago are only known by their ids.
 */
export const ProductRemoved = defineEvent(
  'multidomain.catalog',
  'ProductRemoved',
  z.object({ ...product.partial().shape, productId: z.uuid() }),
);

const reservation = /* @__PURE__ */ z.object({
  purchaseId: z.uuid(),
  productId: z.uuid(),
  quantity: quantityField,
});

/** Stock was reserved for a purchase. */
export const StockReserved = defineEvent('multidomain.catalog', 'StockReserved', reservation);

/** Stock could not be reserved for a purchase. `code` gives the reason for programs, `detail` in plain words. */
export const StockRejected = defineEvent(
  'multidomain.catalog',
  'StockRejected',
  reservation.extend({ ...reasonFields, code: z.enum(['insufficient-stock', 'unknown-product']) }),
);

export type ProductEvent =
  | EventOf<typeof ProductAdded>
  | EventOf<typeof ProductModified>
  | EventOf<typeof ProductRemoved>;

export type ReservationEvent = EventOf<typeof StockReserved> | EventOf<typeof StockRejected>;
