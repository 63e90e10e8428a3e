import { describe, expect, test } from 'vitest';
import { MAX_STOCK } from '../../../contracts/catalog/shapes.ts';
import { aCause, anId, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { aProduct, aReservation, aReservationRequest } from '../testing/builders.ts';
import { archiveProduct } from './product.ts';
import { releaseStock, reserveStock, type StockState, storedReservationSchema } from './reservation.ts';

/** Expects the identical objects: they are not written if they are the same. */
function expectSame(after: StockState, before: StockState): void {
  expect(after.product).toBe(before.product);
  expect(after.reservation).toBe(before.reservation);
}

/** The entry of the stock history when units of the purchase came back. */
const returned = (delta: number) =>
  ({ number: 2, kind: 'returned', delta, at: LATER, purchases: 1, purchaseId: anId(3) }) as const;

const unreserved = { product: aProduct(), reservation: undefined };

describe('reserving stock', () => {
  test.each([
    [1, 9],
    [10, 0],
  ])('takes %d of 10 and leaves %d', (quantity, stock) => {
    expect(reserveStock(unreserved, aReservationRequest({ quantity }), NOW)).toEqual({
      reservation: aReservation({ quantity }),
      product: aProduct({
        stock,
        lastStockChange: {
          number: 2,
          kind: 'sold',
          delta: -quantity,
          at: NOW,
          purchases: 1,
          purchaseId: anId(3),
        },
        version: 2,
      }),
    });
  });

  test('is rejected if there is too little, and the product is unchanged', () => {
    const rejection = { code: 'insufficient-stock', detail: '11 wanted, 10 in stock.' } as const;
    expect(reserveStock(unreserved, aReservationRequest({ quantity: 11 }), NOW)).toEqual({
      product: aProduct(),
      reservation: aReservation({ quantity: 11, status: 'rejected', rejection }),
    });
  });

  test('is rejected if there is no such product', () => {
    const { reservation, product } = reserveStock(
      { product: undefined, reservation: undefined },
      aReservationRequest(),
      NOW,
    );
    expect(reservation).toMatchObject({ status: 'rejected', rejection: { code: 'unknown-product' } });
    expect(product).toBeUndefined();
  });

  test.each(['reserved', 'rejected'] as const)(
    'is only answered again, in the same version, if the purchase already has a %s reservation',
    (status) => {
      const state = { product: aProduct(), reservation: aReservation({ status }) };
      const after = reserveStock(state, aReservationRequest(), LATER);
      expect(after.product).toBe(state.product);
      expect(after.reservation).toEqual({ ...state.reservation, answeredAgainAt: LATER });
    },
  );

  test('changes nothing if the stock of the purchase was released', () => {
    const state = { product: aProduct(), reservation: aReservation({ status: 'released' }) };
    expectSame(reserveStock(state, aReservationRequest(), LATER), state);
  });

  test('does not store unrelated fields of the event', () => {
    const event = { ...aReservationRequest(), customerId: 'somebody', total: { amount: 1, currency: 'EUR' } };
    expect(reserveStock(unreserved, event, NOW).reservation).toEqual(aReservation());
  });
});

describe('releasing stock', () => {
  test('returns the units, and makes the next version of both', () => {
    const product = aProduct({ stock: 3, version: 7 });
    const decision = releaseStock({ product, reservation: aReservation({ quantity: 2 }) }, 2, LATER);
    expect(decision).toEqual({
      reservation: aReservation({ quantity: 2, status: 'released', updatedAt: LATER, version: 2 }),
      product: aProduct({ stock: 5, lastStockChange: returned(2), version: 8, updatedAt: LATER }),
    });
  });

  test('returns the units even if that exceeds the limit of the stock', () => {
    const full = { product: aProduct({ stock: MAX_STOCK }), reservation: aReservation({ quantity: 2 }) };
    expect(releaseStock(full, 2, LATER).product).toMatchObject({ stock: MAX_STOCK + 2 });
  });

  test('returns the units of an archived product to the archive', () => {
    const product = archiveProduct(aProduct({ stock: 3 }), NOW);
    const decision = releaseStock({ product, reservation: aReservation({ quantity: 2 }) }, 2, LATER);
    const lastStockChange = returned(2);
    expect(decision.product).toEqual({ ...product, stock: 5, lastStockChange, version: 3, updatedAt: LATER });
    expect(decision.reservation.status).toBe('released');
  });

  test.each([undefined, { productId: anId(2), version: 2, removedAt: NOW }])(
    'releases only the reservation if of the product there is only %j',
    (product) => {
      expect(releaseStock({ product, reservation: aReservation() }, 1, LATER)).toEqual({
        product,
        reservation: aReservation({ status: 'released', updatedAt: LATER, version: 2 }),
      });
    },
  );

  test.each(['rejected', 'released'] as const)('changes nothing if the reservation is %s', (status) => {
    const state = { product: aProduct(), reservation: aReservation({ status }) };
    expectSame(releaseStock(state, 1, LATER), state);
  });
});

describe('returning units', () => {
  const reserved = { product: aProduct({ stock: 3 }), reservation: aReservation({ quantity: 5 }) };

  test('returns as many as were not returned before, and keeps the others reserved', () => {
    const first = releaseStock(reserved, 2, LATER);
    expect(first).toEqual({
      product: aProduct({ stock: 5, lastStockChange: returned(2), version: 2, updatedAt: LATER }),
      reservation: aReservation({ quantity: 5, returned: 2, updatedAt: LATER, version: 2 }),
    });
    const second = releaseStock(first, 3, LATER);
    expect(second.product).toMatchObject({ stock: 6 });
    expect(second.reservation.returned).toBe(3);
  });

  test('releases the reservation with the last one', () => {
    const first = releaseStock(reserved, 2, LATER);
    const all = releaseStock(first, 5, LATER);
    expect(all.product).toMatchObject({ stock: 8 });
    expect(all.reservation).toEqual(
      aReservation({ quantity: 5, status: 'released', updatedAt: LATER, version: 3 }),
    );
  });

  test.each([1, 2])('changes nothing if %d are returned by an event that comes late or again', (returned) => {
    const first = releaseStock(reserved, 2, LATER);
    expectSame(releaseStock(first, returned, LATER), first);
    const all = releaseStock(first, 5, LATER);
    expectSame(releaseStock(all, returned, LATER), all);
  });
});

describe('a stored reservation', () => {
  test.each([
    aReservation({ quantity: 5, returned: 2 }),
    aReservation({ status: 'reserved' }),
    aReservation({ status: 'released' }),
    aReservation({ status: 'rejected' }),
    aReservation({ status: 'rejected', rejection: { code: 'unknown-product', detail: 'Gone.' } }),
  ])('that is $status is read back unchanged', (reservation) => {
    expect(storedReservationSchema.parse({ ...reservation, cause: aCause })).toEqual(reservation);
  });

  test.each([
    { ...aReservation(), rejection: { code: 'insufficient-stock', detail: '' } },
    { ...aReservation({ status: 'released' }), rejection: { code: 'insufficient-stock', detail: '' } },
    { ...aReservation(), status: 'rejected' },
    { ...aReservation({ status: 'rejected' }), rejection: { code: 'too-late', detail: '' } },
    { ...aReservation(), status: 'lost' },
  ])('cannot be %j', (row) => {
    expect(storedReservationSchema.safeParse(row).success).toBe(false);
  });
});
