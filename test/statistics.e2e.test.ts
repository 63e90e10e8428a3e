import { describe, expect, test } from 'vitest';
import { everyPage, get, patch, post, remove } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, aWord, buy } from './support/shop.ts';

const statistics = async (of: string) => (await get(`/statistics/${of}`)).body;

describe('the statistics', () => {
  test('rank customers and products by units, without cancelled purchases', async () => {
    const [customer, product] = [await addCustomer(), await addProduct({ stock: 900_000 })];
    const units = 500_000 + Math.floor(Math.random() * 300_000);
    const purchase = await buy(customer, product, units);
    await eventually(async () => {
      expect((await statistics('customers')).top).toContainEqual({
        customerId: customer.customerId,
        name: customer.name,
        units,
        purchases: 1,
        revenue: [purchase.total],
      });
      expect((await statistics('products')).top).toContainEqual({
        productId: product.productId,
        name: product.name,
        stock: 900_000 - units,
        units,
        purchases: 1,
        revenue: [purchase.total],
      });
    });
    await post(`/purchases/${purchase.purchaseId}/cancellation`);
    await eventually(async () => {
      expect(JSON.stringify(await statistics('customers'))).not.toContain(customer.customerId);
      expect(JSON.stringify(await statistics('products'))).not.toContain(product.productId);
    });
  });

  test('count customers, products and the purchases of a day', async () => {
    const counts = async () => [
      (await statistics('customers')).count,
      (await statistics('products')).count,
      (await statistics('purchases')).completed,
    ];
    const [customers, products, completed] = await counts();
    const { customerId } = await addCustomer();
    await buy({ customerId }, await addProduct());
    // Other tests add some at the same time, so the counts grow by at least one.
    await eventually(async () => {
      const now = await counts();
      expect(now[0]).toBeGreaterThan(customers);
      expect(now[1]).toBeGreaterThan(products);
      expect(now[2]).toBeGreaterThan(completed);
    });
    expect((await remove(`/customers/${customerId}`)).status).toBe(204);
    expect(await get('/statistics/purchases?day=1999-12-31')).toMatchObject({
      status: 200,
      body: { day: '1999-12-31', count: 0, completed: 0, rejected: 0, cancelled: 0, revenue: [] },
    });
    expect((await get('/statistics/purchases?day=today')).status).toBe(400);
    const list = (query: string) => get(`/statistics/purchases/days?${query}`);
    expect((await list('from=1999-01-01&to=1999-12-31')).body).toEqual({ items: [] });
    for (const bad of [
      'from=1999-01-02&to=1999-01-01',
      'from=1999-01-01',
      'from=1999-01-01&to=2000-01-02',
      '',
    ]) {
      expect((await list(bad)).status, bad).toBe(400);
    }
  });
});

test('products with low stock are found', async () => {
  const word = aWord();
  await addProduct({ name: `${word} scarce`, stock: 10 });
  await addProduct({ name: `${word} plenty`, stock: 11 });
  const names = async (query: string) =>
    (await everyPage(`/products?${query}&name=${word}`)).map(({ name }) => name);
  await eventually(async () => {
    expect(await names('lowStock=true')).toEqual([`${word} scarce`]);
    expect(await names('lowStock=false')).toEqual([`${word} plenty`]);
  });
});

test('products that sell so fast that they run out within a week are found, with what was sold lately', async () => {
  const [customer, word] = [await addCustomer(), aWord()];
  const fast = await addProduct({ name: `${word} fast`, stock: 1000, lowStockAt: 5 });
  const slow = await addProduct({ name: `${word} slow`, stock: 1000, lowStockAt: 5 });
  await Promise.all([buy(customer, fast, 400), buy(customer, slow, 10)]);
  const found = async () => (await get(`/products?runsOut=soon&name=${word}`)).body.items;
  await eventually(async () => {
    expect(await found()).toMatchObject([
      { productId: fast.productId, stock: 600, soldLately: { units: 400 } },
    ]);
  });
  expect((await everyPage(`/products?lowStock=true&name=${word}`)).length).toBe(0);
  await post(`/products/${fast.productId}/stock-adjustments`, { delta: 100_000 });
  await eventually(async () => expect(await found()).toEqual([]));
  expect((await get('/products?runsOut=later')).body.errors).toEqual([
    { path: 'runsOut', message: 'must be soon' },
  ]);
});

test('a product can have a threshold of its own, below which its stock is low', async () => {
  const { name, productId } = await addProduct({ stock: 40, lowStockAt: 40 });
  const isLow = async () => (await everyPage(`/products?lowStock=true&name=${name.split(' ')[1]}`)).length;
  await eventually(async () => expect(await isLow()).toBe(1));
  expect((await patch(`/products/${productId}`, { lowStockAt: 39 })).body).toMatchObject({ lowStockAt: 39 });
  await eventually(async () => expect(await isLow()).toBe(0));
  await patch(`/products/${productId}`, { lowStockAt: 100 });
  await eventually(async () => expect(await isLow()).toBe(1));
  expect((await patch(`/products/${productId}`, { lowStockAt: null })).body).not.toHaveProperty('lowStockAt');
  await eventually(async () => expect(await isLow()).toBe(0));
});

test('the history of a purchase lists its events in order, each with its cause', async () => {
  const purchase = await buy(await addCustomer(), await addProduct({ stock: 5 }), 2);
  await post(`/purchases/${purchase.purchaseId}/cancellation`);
  const path = `/purchases/${purchase.purchaseId}/history`;
  const steps = await eventually(async () => {
    const { items } = (await get(path)).body;
    expect(items).toMatchObject([
      { event: 'PurchaseRequested', service: 'purchases' },
      { event: 'StockReserved', service: 'catalog' },
      { event: 'PurchaseCompleted', service: 'purchases' },
      { event: 'PurchaseCancelled', service: 'purchases' },
    ]);
    return items;
  });
  const [requested, reserved, completed] = steps;
  expect(reserved.causationId).toBe(requested.eventId);
  expect(completed.causationId).toBe(reserved.eventId);
  expect(completed.correlationId).toBe(requested.correlationId);
});
