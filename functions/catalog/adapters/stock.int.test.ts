import { GetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { aCause, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { adjustStock, archiveProduct } from '../domain/product.ts';
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
const caused = (wanted: readonly ReservationRequest[]) =>
  wanted.map((request) => ({ request, cause: aCause }));
const reserve = (...wanted: readonly ReservationRequest[]) => stock.reserve(caused(wanted), NOW);
/** The event that so many units were returned by now. */
const returns = (request: ReservationRequest, returned: number) => ({
  request: { ...request, returned },
  cause: aCause,
});
const release = (...wanted: readonly ReservationRequest[]) =>
  stock.release(
    wanted.map((each) => returns(each, each.quantity)),
    LATER,
  );
const removeTheProduct = () =>
  products.change(productId, (product) => archiveProduct(product, LATER), { cause: aCause });
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
    await stock.reserve(caused([wanted]), LATER);
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
          await Promise.all(wanted.map((each) => reserve(each)));
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

describe('reserving together', () => {
  const statusOf = async (wanted: ReservationRequest) => (await reservationOf(wanted))?.['status'];

  test('takes the stock of all with one new version of the product', async () => {
    const wanted = [request(2), request(1), request(1)];
    await reserve(...wanted);
    expect(await products.get(productId)).toMatchObject({ stock: 1, version: 2 });
    expect(await Promise.all(wanted.map(statusOf))).toEqual(['reserved', 'reserved', 'reserved']);
  });

  test('serves the purchase that was made first, whatever the order of the events', async () => {
    const [first, second, third] = [request(3), request(3), request(2)];
    await reserve(third, second, first);
    expect(await Promise.all([first, second, third].map(statusOf))).toEqual([
      'reserved',
      'rejected',
      'reserved',
    ]);
    expect((await reservationOf(second))?.['rejection'].detail).toBe('3 wanted, 2 in stock.');
    expect(await stockLeft()).toBe(0);
  });

  test('with one that comes again takes its stock once, and decides the others', async () => {
    const [again, fresh] = [request(2), request(1)];
    await reserve(again);
    await reserve(again, fresh, fresh);
    expect(await stockLeft()).toBe(2);
    expect(await reservationOf(again)).toMatchObject({ status: 'reserved', answeredAgainAt: NOW });
    expect(await statusOf(fresh)).toBe('reserved');
  });

  test('works for more than fit into a transaction', async () => {
    productId = await aProductWithStock(150);
    const wanted = Array.from({ length: 160 }, () => request(1));
    await reserve(...wanted);
    expect(await products.get(productId)).toMatchObject({ stock: 0, version: 3 });
    expect((await Promise.all(wanted.map(statusOf))).filter((status) => status === 'rejected')).toHaveLength(
      10,
    );
  });

  test('leaves room for the other rows of a product', async () => {
    const name = Array.from({ length: 12 }, (_, n) => `word${n}`).join(' ');
    const product = aProduct({ productId: newId(), stock: 99, name });
    await products.add(product, { cause: aCause });
    productId = product.productId;
    await reserve(...Array.from({ length: 99 }, () => request(1)));
    expect(await stockLeft()).toBe(0);
  });

  test('as several groups at once takes no more than there is', async () => {
    productId = await aProductWithStock(100);
    const wanted = Array.from({ length: 120 }, () => request(1));
    await Promise.all([0, 1, 2, 3].map((n) => reserve(...wanted.slice(n * 30, (n + 1) * 30))));
    const statuses = await Promise.all(wanted.map(statusOf));
    expect(statuses.filter((status) => status === 'reserved')).toHaveLength(100);
    expect(await stockLeft()).toBe(0);
  });

  test('of several products at once takes no more than there is of each', async () => {
    const ids = await Promise.all([4, 4, 4].map(aProductWithStock));
    const groups = Array.from({ length: 5 }, () => ids.map((id) => ({ ...request(1), productId: id })));
    await Promise.all(groups.map((group) => reserve(...group)));
    const statuses = await Promise.all(groups.flat().map(statusOf));
    expect(statuses.filter((status) => status === 'reserved')).toHaveLength(12);
    expect(await Promise.all(ids.map(stockLeft))).toEqual([0, 0, 0]);
  });
});

describe('releasing', () => {
  test('together returns the stock of each once', async () => {
    const wanted = [request(2), request(1)];
    await reserve(...wanted);
    await release(...wanted, ...wanted);
    expect(await products.get(productId)).toMatchObject({ stock: 5, version: 3 });
  });

  test('returns the stock once', async () => {
    const wanted = request(2);
    await reserve(wanted);
    await Promise.all([release(wanted), release(wanted)]);
    await release(wanted);
    expect(await stockLeft()).toBe(5);
    expect(await reservationOf(wanted)).toMatchObject({ status: 'released', version: 2 });
  });

  test('returns what was returned, whatever the order and repetition of the events, and however they are grouped', async () => {
    const returned = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(returned, returned, async (first, second) => {
        productId = await aProductWithStock(5);
        const [one, other] = [request(5), request(1)];
        await reserve(one);
        await reserve(other);
        const all = [...first, ...second];
        for (const group of [first, second]) {
          await stock.release(
            group.map((units) => returns(one, units)),
            LATER,
          );
        }
        expect(await stockLeft()).toBe(Math.max(...all));
        const isAll = all.includes(5);
        expect((await reservationOf(one))?.['status']).toBe(isAll ? 'released' : 'reserved');
        expect((await reservationOf(one))?.['returned']).toBe(isAll ? undefined : Math.max(...all));
      }),
      { numRuns: 20 },
    );
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
