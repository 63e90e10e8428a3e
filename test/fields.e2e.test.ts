import { expect, test } from 'vitest';
import type { NewProduct, ProductPatch } from '../contracts/catalog/shapes.ts';
import type { CustomerPatch, NewCustomer } from '../contracts/customer/shapes.ts';
import type { NewPurchase } from '../contracts/purchases/shapes.ts';
import { get, patch, post } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, aWord, buyersOf, outcomeOf, productsOf } from './support/shop.ts';

// Each body has every field that its route accepts. `Required` makes a missing field a type error.

test('a customer is returned with every field that was sent, by every route', async () => {
  const given = {
    name: `Ada ${aWord()}`,
    email: `${aWord()}@example.org`,
    birthDate: '1990-06-15',
    country: 'Peru',
  } satisfies Required<NewCustomer>;
  const { body: added } = await post('/customers', given);
  expect(added).toMatchObject(given);
  const path = `/customers/${added.customerId}`;
  expect((await get(path)).body).toEqual(added);
  expect((await get(`/customers?ids=${added.customerId}`)).body.items).toEqual([added]);

  const changes = {
    name: `Augusta ${aWord()}`,
    email: `${aWord()}@example.com`,
    birthDate: '1991-07-16',
    country: 'Chile',
  } satisfies Required<CustomerPatch>;
  const { body: changed } = await patch(path, changes);
  expect(changed).toMatchObject({ ...changes, version: 2, createdAt: added.createdAt });
  expect((await get(path)).body).toEqual(changed);
  expect((await get(`/customers?email=${changes.email}`)).body.items).toEqual([changed]);
});

test('a product is returned with every field that was sent, by every route', async () => {
  const given = {
    name: `Mug ${aWord()}`,
    description: 'Holds tea.',
    category: 'Mugs',
    sku: aWord(),
    price: { amount: 250, currency: 'EUR' },
    stock: 5,
    lowStockAt: 7,
  } satisfies Required<NewProduct>;
  const { body: added } = await post('/products', given);
  expect(added).toMatchObject(given);
  const path = `/products/${added.productId}`;
  expect((await get(path)).body).toEqual(added);
  expect((await get(`/products?ids=${added.productId}`)).body.items).toEqual([added]);

  const changes = {
    name: `Cup ${aWord()}`,
    description: 'Holds coffee.',
    category: 'Cups',
    sku: aWord(),
    price: { amount: 300, currency: 'USD' },
    lowStockAt: 0,
  } satisfies Required<ProductPatch>;
  const { body: changed } = await patch(path, changes);
  expect(changed).toMatchObject({ ...changes, stock: 5, version: 2, createdAt: added.createdAt });
  expect((await get(path)).body).toEqual(changed);
  expect((await get(`/products?sku=${changes.sku}`)).body.items).toEqual([changed]);
});

test('a purchase is returned with every field that was sent, by every route', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 2 })];
  const { customerId, name: customerName } = customer;
  const { productId, name: productName } = product;
  const given = {
    customerId,
    productId,
    quantity: 2,
    unitPrice: { amount: 199, currency: 'USD' },
    purchasedAt: '2024-02-29T12:00:00.000Z',
  } satisfies Required<NewPurchase>;
  const requested = await eventually(async () => {
    const answer = await post('/purchases', given);
    expect(answer).toMatchObject({ status: 202, body: given });
    return answer.body;
  });
  const completed = await outcomeOf(requested);
  expect(completed).toMatchObject({ ...given, status: 'completed' });
  expect((await get(`/purchases?customerId=${customerId}`)).body.items).toEqual([completed]);
  const counts = { units: 2, purchases: 1, lastPurchasedAt: given.purchasedAt, revenue: [requested.total] };
  await eventually(async () => {
    expect(await productsOf(customer)).toEqual([{ productId, name: productName, ...counts }]);
    expect(await buyersOf(product)).toEqual([{ customerId, name: customerName, ...counts }]);
  });

  const rejected = await outcomeOf((await post('/purchases', given)).body);
  expect(rejected.rejection).toEqual({ code: 'insufficient-stock', detail: '2 wanted, 0 in stock.' });
  await eventually(async () =>
    expect((await get(`/purchases/${rejected.purchaseId}/history`)).body.items).toMatchObject([
      { event: 'PurchaseRequested' },
      { event: 'StockRejected', detail: '2 wanted, 0 in stock.' },
      { event: 'PurchaseRejected', detail: '2 wanted, 0 in stock.' },
    ]),
  );
});
