import * as z from 'zod';
import { moneySchema } from '../values/money.ts';
import { defineEvent, type EventOf } from './define-event.ts';

const product = z.object({
  productId: z.uuid(),
  name: z.string(),
  category: z.string().optional(),
  sku: z.string().optional(),
  price: z.object(moneySchema.shape),
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
  quantity: z.int().min(1),
});

/** The stock for a purchase was set aside. */
export const StockReserved = defineEvent('multidomain.catalog', 'StockReserved', reservation);

/** The stock for a purchase could not be set aside; `code` says why, `detail` in words for people. */
export const StockRejected = defineEvent(
  'multidomain.catalog',
  'StockRejected',
  reservation.extend({ code: z.enum(['insufficient-stock', 'unknown-product']), detail: z.string() }),
);

export type ProductEvent =
  | EventOf<typeof ProductAdded>
  | EventOf<typeof ProductModified>
  | EventOf<typeof ProductRemoved>;

export type ReservationEvent = EventOf<typeof StockReserved> | EventOf<typeof StockRejected>;
