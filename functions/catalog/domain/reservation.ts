import * as z from 'zod';
import { aggregateFields, timeOfChange } from '../../../shared/values/aggregate.ts';
import { adjustStock, lacking, type Product, returnStock } from './product.ts';

const requestFields = { purchaseId: z.string(), productId: z.string(), quantity: z.int() };

/** The stock of one purchase: reserved, rejected for a reason, or released. */
export const storedReservationSchema = z.discriminatedUnion('status', [
  z.object({
    ...requestFields,
    ...aggregateFields,
    status: z.enum(['reserved', 'released']),
    rejection: z.never().exactOptional(),
  }),
  z.object({
    ...requestFields,
    ...aggregateFields,
    status: z.literal('rejected'),
    rejection: z.object({ code: z.enum(['insufficient-stock', 'unknown-product']), detail: z.string() }),
  }),
]);

export type Reservation = Readonly<z.infer<typeof storedReservationSchema>>;

/** A product and the reservation of one purchase, each `undefined` while it does not exist, or no longer. */
export interface StockState {
  readonly product: Product | undefined;
  readonly reservation: Reservation | undefined;
}

/** The same with a reservation for certain. */
type ReservedState = StockState & { readonly reservation: Reservation };

/** What is to be reserved. */
export type ReservationRequest = Pick<Reservation, 'purchaseId' | 'productId' | 'quantity'>;

/** Reserves stock, or rejects; both objects stay the same when that was decided before. */
export function reserveStock(
  { product, reservation }: StockState,
  { purchaseId, productId, quantity }: ReservationRequest,
  now: string,
): ReservedState {
  if (reservation !== undefined) return { product, reservation };
  const request = { purchaseId, productId, quantity, createdAt: now, updatedAt: now, version: 1 };
  if (product === undefined) {
    const rejection = { code: 'unknown-product', detail: 'The product is not sold any more.' } as const;
    return { product, reservation: { ...request, status: 'rejected', rejection } };
  }
  if (product.stock < quantity) {
    const rejection = { code: 'insufficient-stock', detail: lacking(product.stock, quantity) } as const;
    return { product, reservation: { ...request, status: 'rejected', rejection } };
  }
  return { product: adjustStock(product, -quantity, now), reservation: { ...request, status: 'reserved' } };
}

/**
 * Releases reserved stock; both objects stay the same when none is reserved. The stock of a product that was removed meanwhile
 * is lost with it.
 */
export function releaseStock({ product, reservation }: ReservedState, now: string): ReservedState {
  if (reservation.status !== 'reserved') return { product, reservation };
  return {
    product: product && returnStock(product, reservation.quantity, now),
    reservation: {
      ...reservation,
      status: 'released',
      updatedAt: timeOfChange(reservation, now),
      version: reservation.version + 1,
    },
  };
}
