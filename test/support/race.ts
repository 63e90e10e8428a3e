import { expect } from 'vitest';
import { get, type Json } from './api.ts';
import { eventually } from './eventually.ts';
import { addCustomer, addProduct, aWord, buyersOf, outcomesOf, productsOf, requestPurchase } from './shop.ts';

const idsOf = (items: readonly Json[]): string[] => items.map(({ customerId }) => customerId).sort();

/** Lets 50 buyers race for 20 units. Expects that 20 get one, and that all services agree on who they are. */
export async function raceOf50For20(): Promise<void> {
  const product = await addProduct({ stock: 20 });
  const customers: Json[] = [];
  while (customers.length < 50) {
    customers.push(...(await Promise.all(Array.from({ length: 10 }, () => addCustomer()))));
  }
  // Each buyer has an idempotency key, so that a retry after a broken connection does not buy twice.
  await Promise.all(
    customers.map((customer) => requestPurchase(customer, product, 1, { 'idempotency-key': aWord() })),
  );
  const outcomes = await outcomesOf(product);
  expect(outcomes).toHaveLength(50);
  const completed = outcomes.filter(({ status }) => status === 'completed');
  expect(completed).toHaveLength(20);
  const rejected = outcomes.filter(({ status }) => status === 'rejected');
  expect(rejected.map(({ rejection }) => rejection?.code)).toEqual(Array(30).fill('insufficient-stock'));

  const winners = idsOf(completed);
  await eventually(async () => {
    expect((await get(`/products/${product.productId}`)).body.stock).toBe(0);
    const buyers = await buyersOf(product);
    expect(idsOf(buyers)).toEqual(winners);
    expect(buyers.every(({ units }) => units === 1)).toBe(true);
    const bought = await Promise.all(customers.map(productsOf));
    expect(idsOf(customers.filter((_, index) => bought[index]?.length === 1))).toEqual(winners);
  });
}
