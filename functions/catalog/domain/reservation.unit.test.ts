import { describe, expect, test } from 'vitest';
import { LATER, NOW } from '../../../shared/testing/fixed.ts';
import { aProduct, aReservationRequest } from '../testing/builders.ts';
import { MAX_STOCK } from './product-schema.ts';
import { type Reservation, releaseStock, reserveStock } from './reservation.ts';

const aReservation = (changes: Partial<Reservation> = {}): Reservation => ({
  ...aReservationRequest(),
  status: 'reserved',
  createdAt: NOW,
  updatedAt: NOW,
  version: 1,
  ...changes,
});

describe('reserving stock', () => {
  test.each([
    [1, 9],
    [10, 0],
  ])('given 10 in stock, takes %d and leaves %d', (quantity, stock) => {
    expect(reserveStock(aProduct(), aReservationRequest({ quantity }), NOW)).toEqual({
      reservation: aReservation({ quantity }),
      product: aProduct({ stock, version: 2 }),
    });
  });

  test('given too little, rejects and leaves the product alone', () => {
    const rejection = { code: 'insufficient-stock', detail: '11 wanted, 10 in stock.' } as const;
    expect(reserveStock(aProduct(), aReservationRequest({ quantity: 11 }), NOW)).toEqual({
      reservation: aReservation({ quantity: 11, status: 'rejected', rejection }),
    });
  });

  test('given no product, rejects', () => {
    const { reservation, product } = reserveStock(undefined, aReservationRequest(), NOW);
    expect(reservation).toMatchObject({ status: 'rejected', rejection: { code: 'unknown-product' } });
    expect(product).toBeUndefined();
  });

  test('keeps of the request nothing but what it is about', () => {
    const event = { ...aReservationRequest(), customerId: 'somebody', total: { amount: 1, currency: 'EUR' } };
    expect(reserveStock(aProduct(), event, NOW).reservation).toEqual(aReservation());
  });
});

describe('releasing stock', () => {
  test('gives the pieces back, with the next version of both', () => {
    const decision = releaseStock(aProduct({ stock: 3, version: 7 }), aReservation({ quantity: 2 }), LATER);
    expect(decision).toEqual({
      reservation: aReservation({ quantity: 2, status: 'released', updatedAt: LATER, version: 2 }),
      product: aProduct({ stock: 5, version: 8, updatedAt: LATER }),
    });
  });

  test('gives the pieces back to a product whose stock was filled up meanwhile', () => {
    const { product } = releaseStock(aProduct({ stock: MAX_STOCK }), aReservation({ quantity: 2 }), LATER);
    expect(product?.stock).toBe(MAX_STOCK + 2);
  });

  test('of a product that was removed releases the reservation alone', () => {
    expect(releaseStock(undefined, aReservation(), LATER)).toEqual({
      reservation: aReservation({ status: 'released', updatedAt: LATER, version: 2 }),
    });
  });
});
