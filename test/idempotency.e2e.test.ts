import { expect, test } from 'vitest';
import { get, type Json, post } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, aWord, buy, outcomeOf, requestPurchase } from './support/shop.ts';

const withKey = () => ({ 'idempotency-key': aWord() });
const customer = (name: string) => ({ name, email: 'ida@example.org', birthDate: '1980-01-01' });
const product = (name: string) => ({ name, price: { amount: 1, currency: 'EUR' }, stock: 10 });

test.each([
  ['/customers', customer],
  ['/products', product],
])('POST %s with the same key and body returns the first answer again', async (path, body) => {
  const [name, headers] = [aWord(), withKey()];
  const first = await post(path, body(name), headers);
  const second = await post(path, body(name), headers);
  expect(first.status).toBe(201);
  expect(second).toMatchObject({ status: 201, body: first.body });
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  await eventually(async () => {
    expect((await get(`${path}?name=${name}`)).body.items).toHaveLength(1);
  });
});

test('a repeated purchase is made once', async () => {
  const [buyer, bought] = [await addCustomer(), await addProduct({ stock: 10 })];
  await buy(buyer, bought);
  const headers = withKey();
  const first = await requestPurchase(buyer, bought, 2, headers);
  const again = await Promise.all(
    Array.from({ length: 5 }, () => requestPurchase(buyer, bought, 2, headers)),
  );
  expect(again).toEqual(Array(5).fill(first));
  await outcomeOf(first);
  expect((await get(`/products/${bought.productId}`)).body.stock).toBe(7);
  expect((await get(`/purchases?customerId=${buyer.customerId}`)).body.items).toHaveLength(2);
});

test('concurrent requests with the same key are executed once', async () => {
  const [name, headers] = [aWord(), withKey()];
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => post('/customers', customer(name), headers)),
  );
  expect(new Set(answers.map(({ body }: Json) => body.customerId)).size).toBe(1);
  await eventually(async () => {
    expect((await get(`/customers?name=${name}`)).body.items).toHaveLength(1);
  });
});

test('a repeated stock adjustment and a repeated cancellation are executed once', async () => {
  const [buyer, bought] = [await addCustomer(), await addProduct({ stock: 1 })];
  const path = `/products/${bought.productId}/stock-adjustments`;
  const adjustKey = withKey();
  const adjusted = await post(path, { delta: 4, reason: 'Found' }, adjustKey);
  const sameAgain = await post(path, '{ "reason": " Found", "delta": 4.0 }', adjustKey);
  expect(sameAgain).toMatchObject({ status: 200, body: adjusted.body });
  const { purchaseId } = await buy(buyer, bought, 5);
  const cancelKey = withKey();
  const cancelled = await post(`/purchases/${purchaseId}/cancellation`, undefined, cancelKey);
  expect(cancelled.body.status).toBe('cancelled');
  for (const [id, body] of [
    [purchaseId, undefined],
    [purchaseId, {}],
    [purchaseId.toUpperCase(), undefined],
  ]) {
    const again = await post(`/purchases/${id}/cancellation`, body, cancelKey);
    expect(again).toMatchObject({ status: 200, body: cancelled.body });
  }
});

test('a second cancellation uses up its key, and refuses a key that was used before', async () => {
  const [buyer, bought] = [await addCustomer(), await addProduct({ stock: 9 })];
  const { purchaseId } = await buy(buyer, bought);
  const path = `/purchases/${purchaseId}/cancellation`;
  await post(path);
  const [usedBefore, fresh] = [withKey(), withKey()];
  await requestPurchase(buyer, bought, 1, usedBefore);
  expect((await post(path, undefined, usedBefore)).body.type).toContain('idempotency-key-reused');
  const again = await post(path, undefined, fresh);
  expect(again).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  expect((await post(path, undefined, fresh)).body).toEqual(again.body);
  const { customerId } = buyer;
  const other = { customerId, productId: bought.productId, quantity: 1 };
  expect((await post('/purchases', other, fresh)).body.type).toContain('idempotency-key-reused');
});

test('a key that was used for another body or resource is refused', async () => {
  const headers = withKey();
  await post('/customers', customer('Ida'), headers);
  const refusal = { status: 422, body: { type: expect.stringContaining('idempotency-key-reused') } };
  expect(await post('/customers', customer('Eva'), headers)).toMatchObject(refusal);
  const [a, b] = [await addProduct(), await addProduct()];
  const adjustKey = withKey();
  await post(`/products/${a.productId}/stock-adjustments`, { delta: 1 }, adjustKey);
  expect(await post(`/products/${b.productId}/stock-adjustments`, { delta: 1 }, adjustKey)).toMatchObject(
    refusal,
  );
});
