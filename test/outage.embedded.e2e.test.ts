import { expect, test } from 'vitest';
import { get } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, buy, buyersOf, requestPurchase } from './support/shop.ts';
import { startOwnSystem, systemUnderTest } from './support/system.ts';

const PURCHASES = 20;

let isOut = false;
let refused = 0;
await startOwnSystem('outage', {
  busFault: () => {
    if (!isOut) return undefined;
    refused += 1;
    return 'InternalException';
  },
});

const idle = async (timeoutMs: number): Promise<number> =>
  (await fetch(`${systemUnderTest().baseUrl}/_local/idle?timeoutMs=${timeoutMs}`)).status;

// Only for the embedded runtime: nobody can stop the bus of AWS.
test('purchases that are accepted while the bus is out are completed once it is back', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: PURCHASES + 1 })];
  await buy(customer, product);
  isOut = true;
  const accepted = await Promise.all(
    Array.from({ length: PURCHASES }, () => requestPurchase(customer, product)),
  );
  // The SDK makes three calls for each invocation, so this is more than ten retries.
  await eventually(async () => expect(refused).toBeGreaterThan(40));
  expect(await idle(0)).toBe(504);
  isOut = false;
  expect(await idle(60_000)).toBe(200);
  for (const { purchaseId } of accepted) {
    expect((await get(`/purchases/${purchaseId}`)).body.status).toBe('completed');
  }
  expect((await get(`/products/${product.productId}`)).body.stock).toBe(0);
  expect(await buyersOf(product)).toMatchObject([{ units: PURCHASES + 1, purchases: PURCHASES + 1 }]);
});
