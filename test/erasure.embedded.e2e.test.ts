import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { patch, post, remove } from './support/api.ts';
import { addProduct, aWord, outcomeOf, requestPurchase } from './support/shop.ts';
import { aPerson, idle, itemsWith, textsIn, textsOf } from './support/stored.ts';

// Only for the embedded runtime: the test reads all tables, including those behind no route, and the log.
test('a removed customer leaves no personal data in any table, queue or log', async () => {
  const [first, second] = [aPerson(), aPerson()];
  const texts = [...textsOf(first), ...textsOf(second)];
  const key = () => ({ 'idempotency-key': aWord() });
  const created = key();
  const { body: customer } = await post('/customers', first, created);
  const path = `/customers/${customer.customerId}`;
  const product = await addProduct();
  const purchase = await requestPurchase(customer, product, 1, key());
  await outcomeOf(purchase);
  await outcomeOf(await requestPurchase(customer, product, 99, key()));
  await patch(path, second, key());
  await post(`/purchases/${purchase.purchaseId}/cancellation`, undefined, key());
  expect((await post('/customers', first, created)).body).toEqual(customer);
  await idle();
  // Makes sure that the search works: it finds the person in each service.
  const services = (await itemsWith(texts)).map(({ table }) => table.split('-')[1]);
  expect(new Set(services)).toEqual(new Set(['Customer', 'Catalog', 'Purchases']));

  expect((await remove(path)).status).toBe(204);
  await idle();
  expect(await itemsWith(texts)).toEqual([]);
  const again = await post('/customers', first, created);
  expect(again).toMatchObject({ status: 410, body: { type: 'urn:multidomain:problem:gone' } });
  expect(textsIn(JSON.stringify(again.body), texts)).toEqual([]);
  expect(await itemsWith(texts)).toEqual([]);
  const letters = await fetch(`${inject('baseUrl')}/_local/dead-letters`);
  expect(textsIn(await letters.text(), texts)).toEqual([]);
  expect(textsIn(readFileSync(inject('logFile'), 'utf8'), texts)).toEqual([]);
});
