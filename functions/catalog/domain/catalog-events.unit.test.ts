import { describe, expect, test } from 'vitest';
import { newProductSchema } from '../../../contracts/catalog/shapes.ts';
import { anId, LATER, NOW, stored } from '../../../shared/testing/fixed.ts';
import { aProduct, aReservationRequest } from '../testing/builders.ts';
import { eventsOfProduct, eventsOfReservation } from './catalog-events.ts';
import {
  addProduct,
  adjustStock,
  modifyProduct,
  type Product,
  type RemovedProduct,
  removeProduct,
} from './product.ts';
import { type Reservation, releaseStock, reserveStock } from './reservation.ts';

type State = Product | RemovedProduct | undefined;

const eventsOf = (before: State, after: State) =>
  eventsOfProduct({ before: before && stored(before), after: after && stored(after) });

const namesOf = (before: State, after: State) => eventsOf(before, after).map(({ name }) => name);

describe('a change of the products table', () => {
  test('given a new product, tells ProductAdded', () => {
    expect(eventsOf(undefined, aProduct())).toMatchObject([
      {
        name: 'ProductAdded',
        source: 'multidomain.catalog',
        metadata: { aggregateId: anId(2), aggregateVersion: 1, occurredAt: NOW },
        data: {
          productId: anId(2),
          name: 'Oak Table',
          category: 'Furniture',
          sku: 'OAK-6',
          price: { amount: 24900, currency: 'EUR' },
        },
      },
    ]);
  });

  test('given the largest product that the API takes, tells it', () => {
    const largest = newProductSchema.parse({
      name: 'n'.repeat(100),
      description: 'd'.repeat(2_000),
      category: 'c'.repeat(56),
      sku: 's'.repeat(64),
      price: { amount: 1_000_000_000, currency: 'EUR' },
      stock: 1_000_000_000,
    });
    expect(namesOf(undefined, addProduct(anId(2), largest, NOW))).toEqual(['ProductAdded']);
  });

  test.each([
    { name: 'Elm Table' },
    { price: { amount: 1 } },
    { category: null },
    { description: 'Seats eight.' },
  ])('given %j, tells ProductModified', (patch) => {
    expect(namesOf(aProduct(), modifyProduct(aProduct(), patch, LATER))).toEqual(['ProductModified']);
  });

  test('given a change of stock alone, tells nothing: the others do not keep it', () => {
    expect(namesOf(aProduct(), adjustStock(aProduct(), -3, LATER))).toEqual([]);
    expect(
      eventsOfProduct({
        before: stored(aProduct(), { correlationId: 'one' }),
        after: stored(adjustStock(aProduct(), 5, LATER), { correlationId: 'two' }),
      }),
    ).toEqual([]);
  });

  test('given a tombstone, tells ProductRemoved with the id alone', () => {
    const [event, ...others] = eventsOf(aProduct(), removeProduct(aProduct(), LATER));
    expect(event).toMatchObject({
      name: 'ProductRemoved',
      metadata: { aggregateVersion: 2, occurredAt: LATER },
    });
    expect(event?.data).toEqual({ productId: anId(2) });
    expect(others).toEqual([]);
  });

  test('given the same version again, or a deleted item, tells nothing', () => {
    expect(namesOf(aProduct(), aProduct())).toEqual([]);
    const tombstone = removeProduct(aProduct(), LATER);
    expect(namesOf(tombstone, tombstone)).toEqual([]);
    expect(namesOf(aProduct(), undefined)).toEqual([]);
  });
});

describe('a change of the reservations table', () => {
  const reserve = (product: Product | undefined, quantity = 1) =>
    reserveStock({ product, reservation: undefined }, aReservationRequest({ quantity }), NOW).reservation;
  const told = (before: Reservation | undefined, after: Reservation | undefined) =>
    eventsOfReservation({ before: before && stored(before), after: after && stored(after) });

  test('given a reservation, tells StockReserved', () => {
    expect(told(undefined, reserve(aProduct()))).toMatchObject([
      {
        name: 'StockReserved',
        metadata: { aggregateId: anId(3), aggregateVersion: 1, occurredAt: NOW },
        data: { purchaseId: anId(3), productId: anId(2), quantity: 1 },
      },
    ]);
  });

  test.each([
    ['insufficient-stock', aProduct({ stock: 0 })],
    ['unknown-product', undefined],
  ])('given a rejection, tells StockRejected with %s', (code, product) => {
    expect(told(undefined, reserve(product))).toMatchObject([
      { name: 'StockRejected', data: { purchaseId: anId(3), code, detail: expect.any(String) } },
    ]);
  });

  test('given a release, or the same again, tells nothing', () => {
    const reserved = reserve(aProduct());
    const released = releaseStock({ product: aProduct(), reservation: reserved }, LATER);
    expect(told(reserved, released.reservation)).toEqual([]);
    expect(told(reserved, reserved)).toEqual([]);
    expect(told(reserved, undefined)).toEqual([]);
  });
});
