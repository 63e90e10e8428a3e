import { describe, expect, test } from 'vitest';
import { everyPage, get, patch, post, remove } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import {
  addCustomer,
  addProduct,
  buy,
  buyersOf,
  outcomeOf,
  productsOf,
  requestPurchase,
} from './support/shop.ts';

const stockOf = async ({ productId }: { productId: string }): Promise<number> =>
  (await get(`/products/${productId}`)).body.stock;

describe('a purchase', () => {
  test('takes stock, completes, and is listed for its customer and its product', async () => {
    const customer = await addCustomer();
    const product = await addProduct({ stock: 5 });
    const requested = await requestPurchase(customer, product, 2);
    expect(requested).toMatchObject({
      status: 'pending',
      version: 1,
      unitPrice: { amount: 250, currency: 'EUR' },
      total: { amount: 500, currency: 'EUR' },
    });
    const completed = await outcomeOf(requested);
    expect(completed).toMatchObject({ status: 'completed', version: 2 });
    expect(await stockOf(product)).toBe(3);
    const counts = {
      units: 2,
      purchases: 1,
      lastPurchasedAt: requested.purchasedAt,
      revenue: [requested.total],
    };
    await eventually(async () => {
      expect(await productsOf(customer)).toEqual([
        { productId: product.productId, name: product.name, ...counts },
      ]);
      expect(await buyersOf(product)).toEqual([
        { customerId: customer.customerId, name: customer.name, ...counts },
      ]);
    });
  });

  test('of more than the stock is rejected, and takes nothing', async () => {
    const [customer, product] = [await addCustomer(), await addProduct({ stock: 1 })];
    const rejected = await buy(customer, product, 2);
    expect(rejected).toMatchObject({ status: 'rejected', rejection: { code: 'insufficient-stock' } });
    expect(await stockOf(product)).toBe(1);
    expect(await productsOf(customer)).toEqual([]);
    const cancelled = await post(`/purchases/${rejected.purchaseId}/cancellation`);
    expect(cancelled).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('purchase-rejected') },
    });
  });

  test('that is cancelled returns its stock, and is no longer listed for its customer and its product', async () => {
    const [customer, product] = [await addCustomer(), await addProduct({ stock: 5 })];
    const first = await buy(customer, product, 1);
    const second = await buy(customer, product, 3);
    await eventually(async () =>
      expect(await productsOf(customer)).toMatchObject([{ units: 4, purchases: 2 }]),
    );
    const answer = await post(`/purchases/${second.purchaseId}/cancellation`);
    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled', version: 3 } });
    const again = await post(`/purchases/${second.purchaseId}/cancellation`);
    expect(again.body).toEqual(answer.body);
    const counts = { units: 1, purchases: 1, lastPurchasedAt: first.purchasedAt, revenue: [first.total] };
    await eventually(async () => {
      expect(await stockOf(product)).toBe(4);
      expect(await productsOf(customer)).toMatchObject([counts]);
      expect(await buyersOf(product)).toMatchObject([counts]);
    });
    await post(`/purchases/${first.purchaseId}/cancellation`);
    await eventually(async () => {
      expect(await stockOf(product)).toBe(5);
      expect(await productsOf(customer)).toEqual([]);
      expect(await buyersOf(product)).toEqual([]);
    });
  });

  test('of a removed customer or product is refused, once Purchases knows of the removal', async () => {
    const [customer, product] = [await addCustomer(), await addProduct()];
    await buy(customer, product);
    await remove(`/customers/${customer.customerId}`);
    const order = { customerId: customer.customerId, productId: product.productId, quantity: 1 };
    await eventually(async () =>
      expect(await post('/purchases', order)).toMatchObject({
        status: 422,
        body: { type: expect.stringContaining('unknown-customer') },
      }),
    );
    const other = await addCustomer();
    await buy(other, product);
    await remove(`/products/${product.productId}`);
    await eventually(async () =>
      expect(await post('/purchases', { ...order, customerId: other.customerId })).toMatchObject({
        status: 422,
        body: { type: expect.stringContaining('unknown-product') },
      }),
    );
    expect((await get(`/products/${product.productId}/customers`)).status).toBe(404);
  });

  test('is listed with the current names; a product that is no longer sold keeps its name, and says so', async () => {
    const [customer, product] = [await addCustomer(), await addProduct()];
    const { purchaseId } = await buy(customer, product);
    await patch(`/products/${product.productId}`, { name: 'Renamed' });
    await eventually(async () => expect(await productsOf(customer)).toMatchObject([{ name: 'Renamed' }]));
    await remove(`/products/${product.productId}`);
    await eventually(async () =>
      expect(await productsOf(customer)).toMatchObject([{ name: 'Renamed', archived: true }]),
    );
    const { body } = await get(`/customers?ids=${customer.customerId}&include=products`);
    expect(body.items[0].products.items).toMatchObject([{ name: 'Renamed', archived: true }]);
    expect((await get(`/purchases/${purchaseId}`)).body.productName).toBe(product.name);
  });

  test('keeps the price at which it was made', async () => {
    const [customer, product] = [await addCustomer(), await addProduct()];
    const before = await buy(customer, product);
    await patch(`/products/${product.productId}`, { price: { amount: 999 } });
    const after = await eventually(async () => {
      const purchase = await requestPurchase(customer, product);
      expect(purchase.unitPrice.amount).toBe(999);
      return purchase;
    });
    expect((await get(`/purchases/${before.purchaseId}`)).body.total.amount).toBe(250);
    expect((await outcomeOf(after)).total.amount).toBe(999);
  });
});

describe('the purchases', () => {
  test('are listed newest first, by customer, product, status and time', async () => {
    const [customer, other] = [await addCustomer(), await addCustomer()];
    const [product, scarce] = [await addProduct(), await addProduct({ stock: 0 })];
    const first = await buy(customer, product);
    const second = await buy(customer, scarce);
    const third = await buy(other, product);
    const ids = async (query: string) =>
      (await everyPage(`/purchases?${query}`)).map(({ purchaseId }) => purchaseId);
    const byCustomer = `customerId=${customer.customerId}`;
    expect(await ids(byCustomer)).toEqual([second.purchaseId, first.purchaseId]);
    expect(await ids(`${byCustomer}&limit=1`)).toEqual([second.purchaseId, first.purchaseId]);
    expect(await ids(`productId=${product.productId}`)).toEqual([third.purchaseId, first.purchaseId]);
    expect(await ids(`${byCustomer}&productId=${product.productId}`)).toEqual([first.purchaseId]);
    expect(await ids(`${byCustomer}&status=rejected`)).toEqual([second.purchaseId]);
    expect(await ids(`${byCustomer}&to=${first.purchasedAt}`)).toEqual([first.purchaseId]);
    expect(await ids(`${byCustomer}&from=${second.purchasedAt}`)).toEqual([second.purchaseId]);
    const rejected = await ids(`status=rejected&from=${first.purchasedAt}`);
    expect(rejected).toContain(second.purchaseId);
    expect(rejected).not.toContain(first.purchaseId);
    const all = await ids(`from=${first.purchasedAt}&limit=2`);
    expect(all).toEqual(all.toSorted().toReversed());
    expect(all).toEqual(expect.arrayContaining([first, second, third].map(({ purchaseId }) => purchaseId)));
  });

  test('of a customer are included in a search: the first ten, and whether there are more', async () => {
    const customer = await addCustomer();
    const products = await Promise.all(Array.from({ length: 11 }, () => addProduct()));
    await Promise.all(products.map((product) => buy(customer, product)));
    const included = async () => {
      const { body } = await get(`/customers?ids=${customer.customerId}&include=products`);
      return body.items[0].products;
    };
    const products10 = await eventually(async () => {
      const list = await included();
      expect(list).toMatchObject({ hasMore: true });
      return list;
    });
    expect(products10.items).toHaveLength(10);
    const rest = await get(`/customers/${customer.customerId}/products?cursor=${products10.nextCursor}`);
    const seen = [...products10.items, ...rest.body.items].map(({ productId }) => productId);
    expect(new Set(seen)).toEqual(new Set(products.map(({ productId }) => productId)));
    const times = [...products10.items, ...rest.body.items].map(({ lastPurchasedAt }) => lastPurchasedAt);
    expect(times).toEqual(times.toSorted().toReversed());
    const [product] = products;
    const { body } = await get(`/products?ids=${product?.productId}&include=customers`);
    expect(body.items[0].customers).toMatchObject({
      items: [{ customerId: customer.customerId, name: customer.name, units: 1 }],
      hasMore: false,
    });
  });
});
