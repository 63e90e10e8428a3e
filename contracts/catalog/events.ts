import * as z from 'zod';
import { MAX_CATEGORY, MAX_NAME, MAX_SKU } from '../../shared/values/text.ts';
import { defineEvent, type EventOf } from '../definition/define-event.ts';
import { priceField, quantityField, reasonFields, textField } from '../definition/event-fields.ts';

const product = z.object({
  productId: z.uuid(),
  name: textField(MAX_NAME),
  category: textField(MAX_CATEGORY).optional(),
  sku: textField(MAX_SKU).optional(),
  price: priceField,
});

/** A product was added. */
export const ProductAdded = defineEvent('multidomain.catalog', 'ProductAdded', product);

/** A product's details changed (not its stock: reservations and adjustments are Catalog's own). */
export const ProductModified = defineEvent('multidomain.catalog', 'ProductModified', product);

/** A product was removed; nothing brings the id back. */
export const ProductRemoved = defineEvent(
  'multidomain.catalog',
  'ProductRemoved',
  z.object({ productId: z.uuid() }),
);

const reservation = z.object({
  purchaseId: z.uuid(),
  productId: z.uuid(),
  quantity: quantityField,
});

/** The stock for a purchase was set aside. */
export const StockReserved = defineEvent('multidomain.catalog', 'StockReserved', reservation);

/** The stock for a purchase could not be set aside; `code` says why, `detail` in words for people. */
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
