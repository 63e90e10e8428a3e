import * as z from 'zod';
import { aggregateFields, timeOfChange } from '../../../shared/values/aggregate.ts';
import { isArchived, lacking, type Product, type RemovedProduct, returnStock, sellStock } from './product.ts';

const reservationFields = {
  purchaseId: z.string(),
  productId: z.string(),
  quantity: z.int(),
  ...aggregateFields,
  /** How many units of a reserved quantity were returned to stock; missing if none was. */
  returned: z.int().exactOptional(),
  /** When the request last came again, and was answered again. Not a change of the reservation: the version stays. */
  answeredAgainAt: z.string().exactOptional(),
};

/** The stock of one purchase: reserved, rejected for a reason, or released, of which nothing is reserved any more. */
export const storedReservationSchema = /* @__PURE__ */ z.discriminatedUnion('status', [
  z.object({
    ...reservationFields,
    status: z.enum(['reserved', 'released']),
    rejection: z.never().exactOptional(),
  }),
  z.object({
    ...reservationFields,
    status: z.literal('rejected'),
    rejection: z.object({ code: z.enum(['insufficient-stock', 'unknown-product']), detail: z.string() }),
  }),
]);

export type Reservation = Readonly<z.infer<typeof storedReservationSchema>>;

/** A product and the reservation of one purchase; each is `undefined` if it does not exist. Only returns need a product that was removed. */
export interface StockState {
  readonly product: Product | RemovedProduct | undefined;
  readonly reservation: Reservation | undefined;
}

/** A state that has a reservation. */
type ReservedState = StockState & { readonly reservation: Reservation };

/** A request to reserve stock. */
export type ReservationRequest = Pick<Reservation, 'purchaseId' | 'productId' | 'quantity'>;

/** A product and the reservations of some purchases, by purchase; those that do not exist are missing. */
export interface GroupState {
  readonly product: Product | RemovedProduct | undefined;
  readonly reservations: ReadonlyMap<string, Reservation>;
}

/**
 * Decides for several purchases of one product, one after the other in the order given. However many change its stock, the
 * product has one new version.
 * @param decide for one of them; returns the same objects if nothing changes.
 * @returns the product, and the reservation of each purchase.
 */
export function decideTogether(
  { product, reservations }: GroupState,
  purchaseIds: readonly string[],
  decide: (state: StockState, purchaseId: string) => StockState,
): GroupState {
  const decided = new Map<string, Reservation>();
  let latest = product;
  for (const purchaseId of purchaseIds) {
    const before = { product: latest, reservation: reservations.get(purchaseId) };
    const { product: next, reservation } = decide(before, purchaseId);
    latest = next;
    if (reservation !== undefined) decided.set(purchaseId, reservation);
  }
  if (product !== undefined && latest !== undefined && latest !== product) {
    latest = { ...latest, version: product.version + 1 };
  }
  return { product: latest, reservations: decided };
}

/**
 * Reserves stock or rejects the request. If that was decided earlier, it is only answered again, because the answer may have
 * been lost; returns the same objects if the stock is released by now.
 */
export function reserveStock(
  { product, reservation }: StockState,
  { purchaseId, productId, quantity }: ReservationRequest,
  now: string,
): ReservedState {
  if (reservation?.status === 'released') return { product, reservation };
  if (reservation !== undefined) return { product, reservation: { ...reservation, answeredAgainAt: now } };
  const request = { purchaseId, productId, quantity, createdAt: now, updatedAt: now, version: 1 };
  if (product === undefined || 'removedAt' in product) {
    const rejection = { code: 'unknown-product', detail: 'The product is no longer sold.' } as const;
    return { product, reservation: { ...request, status: 'rejected', rejection } };
  }
  if (product.stock < quantity) {
    const rejection = { code: 'insufficient-stock', detail: lacking(product.stock, quantity) } as const;
    return { product, reservation: { ...request, status: 'rejected', rejection } };
  }
  return {
    product: sellStock(product, purchaseId, quantity, now),
    reservation: { ...request, status: 'reserved' },
  };
}

/**
 * Returns units to stock, until so many of the purchase are returned in all; all of them release the reservation. Returns the same objects
 * if so many were returned before, as events come twice and in any order, or if none is reserved. A product in the archive
 * takes its units back, too; of one that was removed before there was an archive, the stock is gone.
 * @param returned how many units of the purchase were returned by now.
 */
export function releaseStock(
  { product, reservation }: ReservedState,
  returned: number,
  now: string,
): ReservedState {
  if (reservation.status !== 'reserved') return { product, reservation };
  const { returned: before = 0, ...rest } = reservation;
  if (returned <= before) return { product, reservation };
  const next = { ...rest, updatedAt: timeOfChange(reservation, now), version: reservation.version + 1 };
  return {
    product: returnedTo(product, reservation.purchaseId, returned - before, now),
    reservation:
      returned < reservation.quantity
        ? { ...next, status: 'reserved', returned }
        : { ...next, status: 'released' },
  };
}

function returnedTo(
  product: StockState['product'],
  purchaseId: string,
  quantity: number,
  now: string,
): StockState['product'] {
  if (product === undefined) return undefined;
  if (!('removedAt' in product)) return returnStock(product, purchaseId, quantity, now);
  return isArchived(product) ? returnStock(product, purchaseId, quantity, now) : product;
}
