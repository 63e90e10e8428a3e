import { expect, test } from 'vitest';
import { api, get, post } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, buy, buyersOf, productsOf } from './support/shop.ts';

const giveBack = (purchaseId: string, body: unknown, headers: Record<string, string> = {}) =>
  post(`/purchases/${purchaseId}/returns`, body, headers);

test('returned units are in stock again, and no longer counted for their customer and their product', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 10 })];
  const first = await buy(customer, product, 5);
  await buy(customer, product, 1);
  const answer = await giveBack(first.purchaseId, { quantity: 2 });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      status: 'completed',
      quantity: 5,
      returned: 2,
      total: { amount: 1250, currency: 'EUR' },
      returnedTotal: { amount: 500, currency: 'EUR' },
      version: 3,
    },
  });
  const isLeft = async (units: number, purchases: number) => {
    await eventually(async () => {
      expect((await get(`/products/${product.productId}`)).body.stock).toBe(10 - units);
      const revenue = [{ amount: 250 * units, currency: 'EUR' }];
      expect(await productsOf(customer)).toMatchObject([{ units, purchases, revenue }]);
      expect(await buyersOf(product)).toMatchObject([{ units, purchases, revenue }]);
      const totals = await get(`/customers/${customer.customerId}/totals`);
      expect(totals.body).toMatchObject({ units, purchases, revenue });
    });
  };
  await isLeft(4, 2);
  await giveBack(first.purchaseId, { quantity: 1 });
  await isLeft(3, 2);
  const last = await giveBack(first.purchaseId, { quantity: 2 });
  expect(last.body).toMatchObject({ status: 'cancelled', returned: 5, version: 5 });
  await isLeft(1, 1);
});

test('a cancellation returns what was not returned before', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 10 })];
  const { purchaseId } = await buy(customer, product, 5);
  await giveBack(purchaseId, { quantity: 2 });
  const cancelled = await post(`/purchases/${purchaseId}/cancellation`);
  expect(cancelled.body).toMatchObject({ status: 'cancelled', returned: 5 });
  await eventually(async () => {
    expect((await get(`/products/${product.productId}`)).body.stock).toBe(10);
    expect(await productsOf(customer)).toEqual([]);
    expect(await buyersOf(product)).toEqual([]);
  });
  const { items } = await api('GET /purchases/{purchaseId}/history', { path: { purchaseId } });
  expect(items.map(({ event }) => event)).toEqual([
    'PurchaseRequested',
    'StockReserved',
    'PurchaseCompleted',
    'PurchaseReturned',
    'PurchaseCancelled',
  ]);
});

test('more than was bought is never returned, however many ask at once', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 10 })];
  const { purchaseId } = await buy(customer, product, 5);
  const answers = await Promise.all(Array.from({ length: 4 }, () => giveBack(purchaseId, { quantity: 2 })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 409, 409]);
  const refused = answers.filter(({ status }) => status === 409);
  expect(refused.map(({ body }) => body.type)).toEqual(
    Array(2).fill('urn:multidomain:problem:return-exceeds-purchase'),
  );
  await eventually(async () => {
    expect((await get(`/products/${product.productId}`)).body.stock).toBe(9);
  });
});

test.each([{}, { quantity: 0 }, { quantity: -1 }, { quantity: 1.5 }, { quantity: 1, reason: 'broken' }])(
  'a return with %j is refused',
  async (body) => {
    const [customer, product] = [await addCustomer(), await addProduct()];
    const { purchaseId } = await buy(customer, product);
    expect((await giveBack(purchaseId, body)).status).toBe(400);
  },
);
