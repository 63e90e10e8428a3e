import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProductAdded } from '../../../contracts/catalog/events.ts';
import { CustomerAdded } from '../../../contracts/customer/events.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId, NOW } from '../../../shared/testing/fixed.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';

const database = await startDatabase('purchases');
const { handler: importPurchases } = await import('./import-purchases.ts');
const { handler: request } = await import('./request-purchase.ts');
const { handler: list } = await import('./list-purchases.ts');
const { handler: replicateCustomers } = await import('./replicate-customers.ts');
const { handler: replicateProducts } = await import('./replicate-products.ts');
afterAll(() => database.close());

const [customerId, productId] = [anId(1), anId(2)];
const price = { amount: 250, currency: 'EUR' };

beforeAll(async () => {
  const at = (aggregateId: string) => ({ aggregateId, version: 1, occurredAt: NOW, cause: aCause });
  const customer = makeEvent(CustomerAdded, at(customerId), { customerId, name: 'Ada' });
  const product = makeEvent(ProductAdded, at(productId), { productId, name: 'Tea', price });
  await replicateCustomers(aQueueEvent([customer]));
  await replicateProducts(aQueueEvent([product]));
});

const one = (changes: object = {}) => ({ key: newId(), customerId, productId, quantity: 1, ...changes });
const send = (purchases: readonly unknown[], headers: Record<string, string> = {}) =>
  ask(importPurchases, { method: 'POST', path: '/imports', body: { purchases }, headers });
const made = async (): Promise<{ purchaseId: string; quantity: number }[]> =>
  (await ask(list, { query: { customerId, limit: '100' } })).body.items;
const outcome = (result: { purchase?: object; problem?: { type: string } }) =>
  result.problem?.type.replace('urn:multidomain:problem:', '') ?? 'accepted';

test('each purchase has its own result, whatever becomes of the others', async () => {
  const before = await made();
  const purchases = [
    one({ quantity: 2, unitPrice: { amount: 199, currency: 'USD' }, purchasedAt: '2020-02-29T10:00:00Z' }),
    one({ customerId: anId(9) }),
    one({ quantity: 0, colour: 'blue' }),
    one({ customerId: 'nobody', productId: 'x'.repeat(5_000) }),
    { key: newId() },
    one({ quantity: 3 }),
  ];
  const { status, body } = await send(purchases);
  expect(status).toBe(200);
  expect(body.results.map(({ key }: { key: string }) => key)).toEqual(purchases.map(({ key }) => key));
  expect(body.results.map(outcome)).toEqual([
    'accepted',
    'unknown-customer',
    'invalid-request',
    'invalid-request',
    'invalid-request',
    'accepted',
  ]);
  expect(body.results[0].purchase).toMatchObject({
    status: 'pending',
    quantity: 2,
    total: { amount: 398, currency: 'USD' },
    purchasedAt: '2020-02-29T10:00:00.000Z',
  });
  expect(body.results[2].problem).toMatchObject({
    status: 400,
    detail: 'Check these fields: quantity, colour.',
    errors: [
      { path: 'quantity', message: 'must be at least 1' },
      { path: 'colour', message: 'is unknown' },
    ],
  });
  expect(body.results[4].problem.errors.map(({ path }: { path: string }) => path)).toEqual([
    'customerId',
    'productId',
    'quantity',
  ]);
  expect(await made()).toHaveLength(before.length + 2);
});

test('a purchase is made once, sent again, twice in one import, or as a purchase of its own', async () => {
  const before = await made();
  const purchase = one();
  const { key, ...body } = purchase;
  const [first] = (await send([purchase])).body.results;
  const again = (await send([purchase, one(), purchase])).body.results;
  expect([again[0], again[2]]).toEqual([first, first]);
  const alone = await ask(request, {
    method: 'POST',
    path: '/purchases',
    body,
    headers: { 'idempotency-key': key },
  });
  expect(alone).toMatchObject({ status: 202, body: first.purchase });
  expect(await made()).toHaveLength(before.length + 2);
  const twice = one();
  const both = (await send([twice, twice])).body.results;
  expect(both[0]).toEqual(both[1]);
  expect(await made()).toHaveLength(before.length + 3);
});

test('a key that was used for another purchase is refused, and only that', async () => {
  const purchase = one();
  const { results } = (await send([purchase, { ...purchase, quantity: 2 }])).body;
  expect(results.map(outcome).toSorted()).toEqual(['accepted', 'idempotency-key-reused']);
  const another = (await send([{ ...purchase, quantity: 9 }, one()])).body.results;
  expect(another.map(outcome)).toEqual(['idempotency-key-reused', 'accepted']);
});

test('takes up to 100 purchases, each with a key', async () => {
  const { results } = (await send(Array.from({ length: 100 }, () => one()))).body;
  expect(new Set(results.map(outcome))).toEqual(new Set(['accepted']));
  expect(new Set(results.map((each: { purchase: object }) => JSON.stringify(each.purchase))).size).toBe(100);
  const errorsOf = async (purchases: readonly unknown[]) =>
    (await send(purchases)).body.errors.map(({ path }: { path: string }) => path);
  expect(await errorsOf(Array.from({ length: 101 }, () => one()))).toEqual(['purchases']);
  expect(await errorsOf([])).toEqual(['purchases']);
  expect(await errorsOf([one(), one({ key: 'with space' }), { ...one(), key: undefined }, 7])).toEqual([
    'purchases.1.key',
    'purchases.2.key',
    'purchases.3',
  ]);
});

test('purchases can be read by their ids, those that match other filters as well', async () => {
  const { results } = (await send([one({ quantity: 4 }), one({ quantity: 5 })])).body;
  const ids = results.map(({ purchase }: { purchase: { purchaseId: string } }) => purchase.purchaseId);
  const read = async (query: Record<string, string>) =>
    (await ask(list, { query: { ids: [...ids, anId(7), ids[0]].join(','), ...query } })).body;
  const both = await read({ limit: '1' });
  expect(both).not.toHaveProperty('nextCursor');
  expect(both.items.map(({ purchaseId }: { purchaseId: string }) => purchaseId)).toEqual(
    ids.toSorted().toReversed(),
  );
  const none = [
    { customerId: anId(8) },
    { productId: anId(8) },
    { status: 'completed' },
    { to: '2001-01-01T00:00:00Z' },
    { from: '2100-01-01T00:00:00Z' },
  ];
  for (const query of none) expect((await read(query as never)).items).toEqual([]);
  expect((await read({ status: 'pending', customerId, productId })).items).toHaveLength(2);
});
