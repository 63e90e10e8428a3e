import { GetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { aCause, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { adjustStock, removeProduct } from '../domain/product.ts';
import type { ReservationRequest } from '../domain/reservation.ts';
import { aProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog', new Contention());
const { products, stock } = await import('./tables.ts');
afterAll(() => database.close());

let productId: string;
beforeEach(async () => {
  productId = await aProductWithStock(5);
});

async function aProductWithStock(units: number): Promise<string> {
  const product = aProduct({ productId: newId(), stock: units });
  await products.add(product, { cause: aCause });
  return product.productId;
}

const request = (quantity: number, purchaseId = newId()): ReservationRequest => ({
  purchaseId,
  productId,
  quantity,
});
const reserve = (wanted: ReservationRequest) => stock.reserve(wanted, NOW, aCause);
const release = (wanted: ReservationRequest) => stock.release(wanted, LATER, aCause);
const removeTheProduct = () =>
  products.change(productId, (product) => removeProduct(product, LATER), { cause: aCause });
const stockLeft = async (id = productId) => (await products.get(id)).stock;

async function reservationOf({ purchaseId }: ReservationRequest) {
  const TableName = database.table('RESERVATIONS_TABLE');
  const { Item } = await database.client.send(
    new GetCommand({ TableName, Key: { purchaseId }, ConsistentRead: true }),
  );
  return Item;
}

describe('reserving', () => {
  test('reduces the stock and saves the reservation', async () => {
    const wanted = request(2);
    await reserve(wanted);
    expect(await stockLeft()).toBe(3);
    expect(await reservationOf(wanted)).toMatchObject({
      ...wanted,
      status: 'reserved',
      version: 1,
      cause: aCause,
    });
  });

  test('for the same purchase again, even concurrently, takes stock once', async () => {
    const wanted = request(2);
    await Promise.all([reserve(wanted), reserve(wanted), reserve(wanted)]);
    await reserve(wanted);
    expect(await stockLeft()).toBe(3);
  });

  test('for the same purchase again is answered again, and changes nothing else', async () => {
    const wanted = request(2);
    await reserve(wanted);
    const first = await reservationOf(wanted);
    await stock.reserve(wanted, LATER, aCause);
    expect(await reservationOf(wanted)).toEqual({ ...first, answeredAgainAt: LATER });
  });

  test('is decided for each of 40 concurrent purchases of a product', async () => {
    productId = await aProductWithStock(40);
    await Promise.all(Array.from({ length: 40 }, () => reserve(request(1))));
    expect(await stockLeft()).toBe(0);
  });

  test('for a rejected purchase again leaves it rejected, even if there is enough stock by now', async () => {
    const wanted = request(6);
    await reserve(wanted);
    await products.change(productId, (product) => adjustStock(product, 95, LATER), { cause: aCause });
    await reserve(wanted);
    expect(await reservationOf(wanted)).toMatchObject({
      status: 'rejected',
      rejection: { code: 'insufficient-stock' },
    });
    expect(await stockLeft()).toBe(100);
  });

  test('a removed product is rejected', async () => {
    await removeTheProduct();
    const wanted = request(1);
    await reserve(wanted);
    expect(await reservationOf(wanted)).toMatchObject({
      status: 'rejected',
      rejection: { code: 'unknown-product' },
    });
  });

  test('concurrently never takes more than there is, and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(12),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
        async (units, quantities) => {
          productId = await aProductWithStock(units);
          const wanted = quantities.map((quantity) => request(quantity));
          await Promise.all(wanted.map(reserve));
          const reservations = await Promise.all(wanted.map(reservationOf));
          const taken = reservations
            .filter((reservation) => reservation?.status === 'reserved')
            .reduce((sum, reservation) => sum + reservation?.quantity, 0);
          expect(taken + (await stockLeft())).toBe(units);
          expect(await stockLeft()).toBeGreaterThanOrEqual(0);
          // What is left in the end is not enough for any rejected purchase.
          for (const reservation of reservations) {
            if (reservation?.status === 'rejected')
              expect(reservation.quantity).toBeGreaterThan(await stockLeft());
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('releasing', () => {
  test('returns the stock once', async () => {
    const wanted = request(2);
    await reserve(wanted);
    await Promise.all([release(wanted), release(wanted)]);
    await release(wanted);
    expect(await stockLeft()).toBe(5);
    expect(await reservationOf(wanted)).toMatchObject({ status: 'released', version: 2 });
  });

  test('before reserving fails, so that the event is redelivered', async () => {
    await expect(release(request(2))).rejects.toMatchObject({ code: 'not-found' });
    expect(await stockLeft()).toBe(5);
  });

  test('a rejected reservation returns nothing', async () => {
    const wanted = request(6);
    await reserve(wanted);
    await release(wanted);
    expect(await stockLeft()).toBe(5);
  });

  test('is final: a late request does not reserve the stock again', async () => {
    const wanted = request(2);
    await reserve(wanted);
    await release(wanted);
    await reserve(wanted);
    expect(await stockLeft()).toBe(5);
  });

  test('succeeds after the product was removed, and does not restore it', async () => {
    const wanted = request(2);
    await reserve(wanted);
    await removeTheProduct();
    await release(wanted);
    expect(await products.find(productId)).toBeUndefined();
    expect(await reservationOf(wanted)).toMatchObject({ status: 'released' });
  });
});
