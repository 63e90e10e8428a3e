import { describe, expect, test } from 'vitest';
import { newProductSchema } from '../../../contracts/catalog/shapes.ts';
import { eventIdOf } from '../../../contracts/definition/make-event.ts';
import { aCause, anId, LATER, NOW, stored } from '../../../shared/testing/fixed.ts';
import { aProduct, aReservationRequest } from '../testing/builders.ts';
import { eventsOfProduct, eventsOfReservation } from './catalog-events.ts';
import {
  addProduct,
  adjustStock,
  archiveProduct,
  modifyProduct,
  type Product,
  type RemovedProduct,
  restoreProduct,
  returnStock,
} from './product.ts';
import { type Reservation, releaseStock, reserveStock } from './reservation.ts';

type State = Product | RemovedProduct | undefined;

const eventsOf = (before: State, after: State) =>
  eventsOfProduct({ before: before && stored(before), after: after && stored(after) });

const namesOf = (before: State, after: State) => eventsOf(before, after).map(({ name }) => name);

describe('a change to the products table', () => {
  test('publishes ProductAdded for a new product', () => {
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

  test('publishes an event for the largest product that the API accepts', () => {
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
  ])('publishes ProductModified for %j', (patch) => {
    expect(namesOf(aProduct(), modifyProduct(aProduct(), patch, LATER))).toEqual(['ProductModified']);
  });

  test.each([modifyProduct(aProduct(), { name: 'Elm Table' }, LATER), archiveProduct(aProduct(), LATER)])(
    'publishes the same event for version 2 if the row is published again',
    (product) => {
      expect(eventsOf(undefined, product)).toEqual(eventsOf(aProduct(), product));
    },
  );

  test('publishes ProductModified if a row is published again after only its stock has changed', () => {
    expect(namesOf(undefined, adjustStock(aProduct(), -3, LATER))).toEqual(['ProductModified']);
  });

  test('publishes nothing if only the stock changed: no other service stores it', () => {
    expect(namesOf(aProduct(), adjustStock(aProduct(), -3, LATER))).toEqual([]);
    expect(
      eventsOfProduct({
        before: stored(aProduct(), { correlationId: 'one' }),
        after: stored(adjustStock(aProduct(), 5, LATER), { correlationId: 'two' }),
      }),
    ).toEqual([]);
  });

  test('publishes ProductRemoved for an archived product, with what it was last', () => {
    const [event, ...others] = eventsOf(aProduct(), archiveProduct(aProduct(), LATER));
    expect(event).toMatchObject({
      name: 'ProductRemoved',
      metadata: { aggregateVersion: 2, occurredAt: LATER },
    });
    const { productId, name, category, sku, price } = aProduct();
    expect(event?.data).toEqual({ productId, name, category, sku, price });
    expect(others).toEqual([]);
  });

  test('publishes ProductRemoved with only the id for a tombstone of which nothing else is kept', () => {
    const tombstone = { productId: anId(2), version: 2, removedAt: LATER };
    const [event] = eventsOf(undefined, tombstone);
    expect([event?.name, event?.data]).toEqual(['ProductRemoved', { productId: anId(2) }]);
  });

  test('publishes ProductAdded with the next version for a product that is sold again', () => {
    const archived = archiveProduct(aProduct(), NOW);
    const [event, ...others] = eventsOf(archived, restoreProduct(archived, LATER));
    expect(event).toMatchObject({
      name: 'ProductAdded',
      metadata: { aggregateVersion: 3, occurredAt: LATER },
    });
    expect(event?.data).toEqual(eventsOf(undefined, aProduct())[0]?.data);
    expect(others).toEqual([]);
  });

  test('publishes nothing if only the stock of an archived product changed', () => {
    const archived = archiveProduct(aProduct(), LATER);
    expect(namesOf(archived, returnStock(archived, anId(3), 2, LATER))).toEqual([]);
  });

  test('publishes nothing for the same version again, or for a deleted item', () => {
    expect(namesOf(aProduct(), aProduct())).toEqual([]);
    const tombstone = archiveProduct(aProduct(), LATER);
    expect(namesOf(tombstone, tombstone)).toEqual([]);
    expect(namesOf(aProduct(), undefined)).toEqual([]);
  });
});

describe('a change to the reservations table', () => {
  const reserve = (product: Product | undefined, quantity = 1) =>
    reserveStock({ product, reservation: undefined }, aReservationRequest({ quantity }), NOW).reservation;
  const eventsBetween = (before: Reservation | undefined, after: Reservation | undefined) =>
    eventsOfReservation({ before: before && stored(before), after: after && stored(after) });

  test('publishes StockReserved for a reservation', () => {
    expect(eventsBetween(undefined, reserve(aProduct()))).toMatchObject([
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
  ])('publishes StockRejected with %s for a rejection', (code, product) => {
    expect(eventsBetween(undefined, reserve(product))).toMatchObject([
      { name: 'StockRejected', data: { purchaseId: anId(3), code, detail: expect.any(String) } },
    ]);
  });

  test.each([
    ['reserved', aProduct()],
    ['rejected', undefined],
  ])('publishes the same event again for a %s request that came again', (_, product) => {
    const first = reserve(product);
    const state = { product, reservation: first };
    const again = reserveStock(state, aReservationRequest(), LATER).reservation;
    expect(eventsBetween(first, again)).toEqual(eventsBetween(undefined, first));
    const later = reserveStock(
      { product, reservation: again },
      aReservationRequest(),
      '2026-03-15T00:00:00.000Z',
    );
    expect(eventsBetween(again, later.reservation)).toEqual(eventsBetween(undefined, first));
    expect(eventsBetween(again, releaseStock({ product, reservation: again }, 1, LATER).reservation)).toEqual(
      [],
    );
  });

  test('publishes StockReserved for a released reservation that is published again, caused by the request', () => {
    const reserved = reserve(aProduct());
    const { reservation } = releaseStock({ product: aProduct(), reservation: reserved }, 1, LATER);
    const causationId = eventIdOf('PurchaseRequested', anId(3), 1);
    const [before] = eventsOfReservation({
      before: undefined,
      after: stored(reserved, { ...aCause, causationId }),
    });
    const cancelled = { ...aCause, causationId: 'the-cancellation' };
    const again = eventsOfReservation({ before: undefined, after: stored(reservation, cancelled) });
    expect(again).toEqual([before]);
  });

  test('publishes nothing for a release, or for the same version again', () => {
    const reserved = reserve(aProduct());
    const released = releaseStock({ product: aProduct(), reservation: reserved }, 1, LATER);
    expect(eventsBetween(reserved, released.reservation)).toEqual([]);
    const three = reserve(aProduct(), 3);
    const some = releaseStock({ product: aProduct(), reservation: three }, 1, LATER);
    expect(some.reservation.version).toBe(2);
    expect(eventsBetween(three, some.reservation)).toEqual([]);
    expect(eventsBetween(reserved, reserved)).toEqual([]);
    expect(eventsBetween(reserved, undefined)).toEqual([]);
  });
});
