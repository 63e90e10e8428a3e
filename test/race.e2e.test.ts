import { expect, test } from 'vitest';
import { get, type Json } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import {
  addCustomer,
  addProduct,
  aWord,
  buyersOf,
  outcomesOf,
  productsOf,
  requestPurchase,
} from './support/shop.ts';

test('of 50 buyers racing for 20 units exactly 20 get one, and the projections agree', async () => {
  const product = await addProduct({ stock: 20 });
  const customers: Json[] = [];
  while (customers.length < 50) {
    customers.push(...(await Promise.all(Array.from({ length: 10 }, () => addCustomer()))));
  }
  // With a key each, a buyer whose connection breaks can ask again and still buys once.
  await Promise.all(
    customers.map((customer) => requestPurchase(customer, product, 1, { 'idempotency-key': aWord() })),
  );
  const outcomes = await outcomesOf(product);
  expect(outcomes).toHaveLength(50);
  const completed = outcomes.filter(({ status }) => status === 'completed');
  expect(completed).toHaveLength(20);
  const rejected = outcomes.filter(({ status }) => status === 'rejected');
  expect(rejected.map(({ rejection }) => rejection.code)).toEqual(Array(30).fill('insufficient-stock'));
  expect((await get(`/products/${product.productId}`)).body.stock).toBe(0);

  const winners = completed.map(({ customerId }) => customerId).sort();
  await eventually(async () => {
    const buyers = await buyersOf(product);
    expect(buyers.map(({ customerId }) => customerId).sort()).toEqual(winners);
    expect(buyers.every(({ units }) => units === 1)).toBe(true);
    const bought = await Promise.all(customers.map(productsOf));
    expect(
      customers
        .filter((_, index) => bought[index]?.length === 1)
        .map(({ customerId }) => customerId)
        .sort(),
    ).toEqual(winners);
  });
});
