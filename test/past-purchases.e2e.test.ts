import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NewPurchase, PurchaseView } from '../contracts/purchases/shapes.ts';
import { api, everyPage, get, type Json, patch, post } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, aWord, buyersOf, outcomeOf, productsOf } from './support/shop.ts';

type Past = Pick<NewPurchase, 'unitPrice' | 'purchasedAt'>;

/** Enters a purchase of the past, once Purchases knows both ids, and waits for its outcome. */
async function enter(
  { customerId }: { customerId: string },
  { productId }: { productId: string },
  past: Past,
): Promise<PurchaseView> {
  const requested = await eventually(async () => {
    const answer = await post('/purchases', { customerId, productId, quantity: 2, ...past });
    expect(answer).toMatchObject({ status: 202 });
    return answer.body;
  });
  return outcomeOf(requested);
}

/** A day that no other test counts, and the days before and after it. */
function someDays(): [before: string, day: string, after: string] {
  const day = Date.UTC(1972, 0, 2 + randomInt(365 * 40));
  const dateAt = (days: number) => new Date(day + days * 86_400_000).toISOString().slice(0, 10);
  return [dateAt(-1), dateAt(0), dateAt(1)];
}

const idsOf = async (query: string): Promise<string[]> =>
  (await everyPage(`/purchases?${query}`)).map(({ purchaseId }: Json) => purchaseId);

describe('purchases of the past', () => {
  test('have their own prices, and take stock like any other', async () => {
    const [customer, product] = [await addCustomer(), await addProduct({ stock: 5 })];
    const made = { unitPrice: { amount: 99, currency: 'USD' }, purchasedAt: '2019-12-24T16:30:00.000Z' };
    const entered = await enter(customer, product, { ...made, purchasedAt: '2019-12-24T17:30:00+01:00' });
    expect(entered).toMatchObject({ ...made, status: 'completed', total: { amount: 198, currency: 'USD' } });
    expect(entered.createdAt > '2026').toBe(true);
    await patch(`/products/${product.productId}`, { price: { amount: 999 } });
    expect((await get(`/purchases/${entered.purchaseId}`)).body).toEqual(entered);
    expect((await get(`/products/${product.productId}`)).body.stock).toBe(3);
    const gift = await enter(customer, product, { unitPrice: { amount: 0, currency: 'EUR' } });
    expect(gift).toMatchObject({ total: { amount: 0, currency: 'EUR' }, purchasedAt: gift.createdAt });
    const held = await api('GET /customers/{customerId}/export', { path: customer });
    expect(held.purchases.purchases).toMatchObject([gift, entered]);
  });

  test('are listed, counted and found by when they were made, in whatever order they are entered', async () => {
    const country = aWord();
    const [customer, product] = [await addCustomer({ country }), await addProduct()];
    const [before, day, after] = someDays();
    const last = await enter(customer, product, { purchasedAt: `${after}T00:00:00.000Z` });
    const first = await enter(customer, product, { purchasedAt: `${before}T23:59:59.999Z` });
    const middle = await enter(customer, product, { purchasedAt: `${day}T00:00:00.000Z` });

    const byCustomer = `customerId=${customer.customerId}`;
    const all = [last, middle, first].map(({ purchaseId }) => purchaseId);
    expect(await idsOf(byCustomer)).toEqual(all);
    expect(await idsOf(`${byCustomer}&limit=1`)).toEqual(all);
    const within = `from=${day}T00:00:00Z&to=${day}T23:59:59.999Z`;
    expect(await idsOf(`${byCustomer}&${within}`)).toEqual([middle.purchaseId]);
    expect(await idsOf(within)).toContain(middle.purchaseId);
    const counts = { day, count: 1, completed: 1, rejected: 0, cancelled: 0, revenue: [middle.total] };
    expect((await get(`/statistics/purchases?day=${day}`)).body).toEqual(counts);
    await eventually(async () => {
      const { items } = (await get(`/statistics/purchases/days?from=${before}&to=${after}`)).body;
      expect(items.map((each: { day: string }) => each.day)).toEqual([before, day, after]);
      expect(items[1]).toEqual(counts);
    });

    const { purchasedAt: lastPurchasedAt } = last;
    const totals = { units: 6, purchases: 3, lastPurchasedAt };
    await eventually(async () => {
      expect(await productsOf(customer)).toMatchObject([{ productId: product.productId, ...totals }]);
      expect(await buyersOf(product)).toMatchObject([{ customerId: customer.customerId, ...totals }]);
      const { body } = await get(`/customers?country=${country}&sort=lastPurchase`);
      expect(body.items).toMatchObject([{ customerId: customer.customerId, totals }]);
    });
    const bought = async (from: string, to: string) =>
      (
        await get(
          `/customers?bought=${product.productId}&boughtFrom=${from}T00:00:00Z&boughtTo=${to}T00:00:00Z`,
        )
      ).body.items.length;
    expect([await bought(before, day), await bought(day, after)]).toEqual([0, 1]);

    await post(`/purchases/${last.purchaseId}/cancellation`);
    await eventually(async () =>
      expect(await productsOf(customer)).toMatchObject([
        { units: 4, purchases: 2, lastPurchasedAt: middle.purchasedAt },
      ]),
    );
  });

  test('do not replace a later one as the last of a customer and a product', async () => {
    const [customer, product] = [await addCustomer(), await addProduct()];
    const today = await enter(customer, product, {});
    await enter(customer, product, { purchasedAt: '1970-01-01T00:00:00Z' });
    const totals = { units: 4, purchases: 2, lastPurchasedAt: today.purchasedAt };
    await eventually(async () => {
      expect(await productsOf(customer)).toMatchObject([totals]);
      expect(await buyersOf(product)).toMatchObject([totals]);
    });
  });

  test('may all be of one moment', async () => {
    const [customer, product] = [await addCustomer(), await addProduct({ stock: 100 })];
    const [, day] = someDays();
    const purchasedAt = `${day}T12:00:00.000Z`;
    const made = await Promise.all(
      Array.from({ length: 12 }, () => enter(customer, product, { purchasedAt })),
    );
    const ids = made.map(({ purchaseId }) => purchaseId);
    expect(new Set(ids).size).toBe(12);
    const listed = await idsOf(
      `customerId=${customer.customerId}&from=${purchasedAt}&to=${purchasedAt}&limit=5`,
    );
    expect(listed).toEqual(ids.toSorted().toReversed());
    expect((await get(`/statistics/purchases?day=${day}`)).body).toMatchObject({ count: 12, completed: 12 });
  });
});

test('the same key with another price or time is refused', async () => {
  const [customer, product] = [await addCustomer(), await addProduct()];
  const headers = { 'idempotency-key': aWord() };
  const body = {
    customerId: customer.customerId,
    productId: product.productId,
    quantity: 1,
    unitPrice: { amount: 5, currency: 'EUR' },
    purchasedAt: '2020-02-29T00:00:00Z',
  };
  const first = await eventually(async () => {
    const answer = await post('/purchases', body, headers);
    expect(answer.status).toBe(202);
    return answer.body;
  });
  const sameMoment = { ...body, purchasedAt: '2020-02-29T01:00:00+01:00' };
  expect((await post('/purchases', sameMoment, headers)).body).toEqual(first);
  for (const change of [{ unitPrice: { amount: 6, currency: 'EUR' } }, { purchasedAt: undefined }]) {
    expect(await post('/purchases', { ...body, ...change }, headers)).toMatchObject({
      status: 422,
      body: { type: expect.stringContaining('idempotency-key-reused') },
    });
  }
});

test.each([
  ['2099-01-01T00:00:00Z', 'must not be in the future'],
  ['1969-12-31T23:59:59Z', 'must not be before 1970'],
  ['2026-01-05 10:00', 'must be an ISO 8601 time with a time zone'],
])('a purchase made at %s is refused: it %s', async (purchasedAt, message) => {
  const [customer, product] = [await addCustomer(), await addProduct()];
  const body = { customerId: customer.customerId, productId: product.productId, quantity: 1, purchasedAt };
  expect(await post('/purchases', body)).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'purchasedAt', message }] },
  });
});
