import { type Aggregate, timeOfChange } from '../../../shared/values/aggregate.ts';
import { adjustStock, lacking, type Product, returnStock } from './product.ts';

/** The stock of one purchase: set aside, refused, or given back. */
export interface Reservation extends Aggregate {
  readonly purchaseId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly status: 'reserved' | 'rejected' | 'released';
  /** Why it was rejected. */
  readonly rejection?: {
    readonly code: 'insufficient-stock' | 'unknown-product';
    readonly detail: string;
  };
}

/** What a decision writes: a reservation and, when its stock changes, the product. */
export interface ReservationDecision {
  readonly reservation: Reservation;
  readonly product?: Product;
}

/** What is to be reserved. */
export type ReservationRequest = Pick<Reservation, 'purchaseId' | 'productId' | 'quantity'>;

/** Sets stock aside, or rejects. @param product `undefined` when it does not exist, or no longer. */
export function reserveStock(
  product: Product | undefined,
  { purchaseId, productId, quantity }: ReservationRequest,
  now: string,
): ReservationDecision {
  const request = { purchaseId, productId, quantity, createdAt: now, updatedAt: now, version: 1 };
  if (product === undefined) {
    const detail = 'The product is not sold any more.';
    return {
      reservation: { ...request, status: 'rejected', rejection: { code: 'unknown-product', detail } },
    };
  }
  if (product.stock < quantity) {
    const detail = lacking(product.stock, quantity);
    return {
      reservation: { ...request, status: 'rejected', rejection: { code: 'insufficient-stock', detail } },
    };
  }
  return { reservation: { ...request, status: 'reserved' }, product: adjustStock(product, -quantity, now) };
}

/** Gives the stock of a reservation back; to a product that was removed there is nothing to give. */
export function releaseStock(
  product: Product | undefined,
  reservation: Reservation,
  now: string,
): ReservationDecision {
  const released: Reservation = {
    ...reservation,
    status: 'released',
    updatedAt: timeOfChange(reservation, now),
    version: reservation.version + 1,
  };
  return product === undefined
    ? { reservation: released }
    : { reservation: released, product: returnStock(product, reservation.quantity, now) };
}
