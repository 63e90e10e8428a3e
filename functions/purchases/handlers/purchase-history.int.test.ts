import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProductAdded, StockReserved } from '../../../contracts/catalog/events.ts';
import { CustomerAdded } from '../../../contracts/customer/events.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { PurchaseCompleted } from '../../../contracts/purchases/events.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId, NOW } from '../../../shared/testing/fixed.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { aPurchase } from '../testing/builders.ts';

const database = await startDatabase('purchases');
const { handler: request } = await import('./request-purchase.ts');
const { handler: record } = await import('./record-history.ts');
const { handler: list } = await import('./list-purchase-history.ts');
const { handler: settle } = await import('./settle-purchases.ts');
const { purchases } = await import('../adapters/tables.ts');
const { handler: statistics } = await import('./get-purchase-statistics.ts');
const { handler: replicateCustomers } = await import('./replicate-customers.ts');
const { handler: replicateProducts } = await import('./replicate-products.ts');
afterAll(() => database.close());

const [customerId, productId] = [anId(1), anId(2)];
const price = { amount: 250, currency: 'EUR' };
const at = (aggregateId: string, version: number, occurredAt = NOW) => ({
  aggregateId,
  version,
  occurredAt,
  cause: aCause,
});

beforeAll(async () => {
  const added = makeEvent(CustomerAdded, at(customerId, 1), { customerId, name: 'Ada' });
  await replicateCustomers(aQueueEvent([added]));
  await replicateProducts(
    aQueueEvent([makeEvent(ProductAdded, at(productId, 1), { productId, name: 'Tea', price })]),
  );
});

const buy = (key: string, quantity = 1) =>
  ask(request, {
    method: 'POST',
    path: '/purchases',
    body: { customerId, productId, quantity },
    headers: { 'idempotency-key': key },
  });

test('a purchase requested twice with one key is made once, and the key is refused for another', async () => {
  const first = await buy('one-key');
  expect(first.status).toBe(202);
  expect(await buy('one-key')).toMatchObject({ status: 202, body: first.body });
  expect((await buy('one-key', 2)).status).toBe(422);
});

test('the history of a purchase lists steps after their causes, with the reason if there is one', async () => {
  const { purchaseId } = (await buy('history')).body;
  // By a slow clock, it occurred before its cause.
  const slow = '2026-03-14T15:00:00.000Z';
  const data = {
    purchaseId,
    customerId,
    productId,
    quantity: 1,
    unitPrice: price,
    total: price,
    purchasedAt: slow,
  };
  const reserved = makeEvent(StockReserved, at(purchaseId, 1), { purchaseId, productId, quantity: 1 });
  const cause = { ...aCause, causationId: reserved.metadata.eventId };
  const completed = makeEvent(PurchaseCompleted, { ...at(purchaseId, 2, slow), cause }, data);
  await record(aQueueEvent([completed, reserved]));
  const { body } = await ask(list, { pathParameters: { purchaseId } });
  expect(body.items.map(({ event }: { event: string }) => event)).toEqual([
    'StockReserved',
    'PurchaseCompleted',
  ]);
  expect((await ask(list, { pathParameters: { purchaseId: newId() } })).status).toBe(404);
});

test('the statistics are for the requested day, by default today', async () => {
  const completeOn = async (createdAt: string) => {
    const purchaseId = newId(createdAt);
    const purchase = aPurchase({ purchaseId, customerId, productId, createdAt, updatedAt: createdAt });
    await purchases.add(purchase, { cause: aCause });
    const about = { purchaseId, productId, quantity: 1 };
    await settle(aQueueEvent([makeEvent(StockReserved, at(purchaseId, 1, createdAt), about)]));
  };
  const today = new Date().toISOString();
  for (const time of ['2026-01-02T00:00:00.000Z', '2026-01-02T23:59:59.999Z', today]) await completeOn(time);
  const none = { count: 0, completed: 0, rejected: 0, cancelled: 0 };
  const of = async (query: Record<string, string>) => (await ask(statistics, { query })).body;
  expect(await of({ day: '2026-01-02' })).toEqual({ ...none, day: '2026-01-02', count: 2, completed: 2 });
  expect(await of({ day: '2026-01-03' })).toEqual({ ...none, day: '2026-01-03' });
  expect(await of({ day: today.slice(0, 10) })).toMatchObject({ count: 1, completed: 1 });
});
