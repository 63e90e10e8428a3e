import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProductAdded, StockRejected, StockReserved } from '../../../contracts/catalog/events.ts';
import { CustomerAdded } from '../../../contracts/customer/events.ts';
import { causedBy, type DomainEvent } from '../../../contracts/definition/define-event.ts';
import { eventIdOf, makeEvent } from '../../../contracts/definition/make-event.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId, LATER, NOW, stored } from '../../../shared/testing/fixed.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { cancelPurchase, settlePurchase } from '../domain/purchase.ts';
import { eventsOfPurchase } from '../domain/purchase-events.ts';
import { stepOf } from '../domain/purchase-step.ts';
import { aPurchase } from '../testing/builders.ts';

const database = await startDatabase('purchases');
const { handler: request } = await import('./request-purchase.ts');
const { handler: list } = await import('./list-purchase-history.ts');
const { handler: settle } = await import('./settle-purchases.ts');
const { handler: cancel } = await import('./cancel-purchase.ts');
const { handler: giveBack } = await import('./return-purchase.ts');
const { history, purchases } = await import('../adapters/tables.ts');
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

type Step = { event: string; eventId: string; correlationId: string; occurredAt: string; detail?: string };

const historyOf = async (purchaseId: string): Promise<Step[]> =>
  (await ask(list, { pathParameters: { purchaseId } })).body.items;

const cancelIt = (purchaseId: string, headers: Record<string, string>) =>
  ask(cancel, {
    method: 'POST',
    path: `/purchases/${purchaseId}/cancellation`,
    pathParameters: { purchaseId },
    headers,
  });

const returnUnits = (purchaseId: string, quantity: number, headers: Record<string, string> = {}) =>
  ask(giveBack, {
    method: 'POST',
    path: `/purchases/${purchaseId}/returns`,
    pathParameters: { purchaseId },
    body: { quantity },
    headers,
  });

/** What a step says of an event. */
const said = ({ name, metadata }: DomainEvent) => ({
  event: name,
  eventId: metadata.eventId,
  occurredAt: metadata.occurredAt,
  correlationId: metadata.correlationId,
  ...(metadata.causationId && { causationId: metadata.causationId }),
});

/** The event that a purchase, as stored, has published last. */
async function published(purchaseId: string): Promise<DomainEvent> {
  const after = await purchases.getStored(purchaseId);
  return eventsOfPurchase({ before: undefined, after }).at(-1) as DomainEvent;
}

const answerTo = (requested: DomainEvent, occurredAt: string) => {
  const purchaseId = requested.metadata.aggregateId;
  const cause = causedBy(requested.metadata);
  const about = { purchaseId, productId, quantity: 1 };
  return makeEvent(StockReserved, { ...at(purchaseId, 1, occurredAt), cause }, about);
};

test('the history of a purchase has the events as they were published, each after its cause', async () => {
  const { purchaseId } = (await buy('history')).body;
  const requested = await published(purchaseId);
  expect(await historyOf(purchaseId)).toMatchObject([said(requested)]);
  // By a slow clock, it occurred before its cause.
  const reserved = answerTo(requested, '2026-03-14T15:00:00.000Z');
  await settle(aQueueEvent([reserved, reserved]));
  const completed = await published(purchaseId);
  expect(await historyOf(purchaseId)).toMatchObject([requested, reserved, completed].map(said));
  await cancelIt(purchaseId, { 'x-correlation-id': 'cancelled' });
  const cancelled = await published(purchaseId);
  expect(cancelled.metadata.correlationId).toBe('cancelled');
  expect(await historyOf(purchaseId)).toMatchObject([requested, reserved, completed, cancelled].map(said));
  expect((await ask(list, { pathParameters: { purchaseId: newId() } })).status).toBe(404);
});

test('the history has each return, as it was published, and then the cancellation', async () => {
  const { purchaseId } = (await buy('returns', 5)).body;
  await settle(aQueueEvent([answerTo(await published(purchaseId), new Date().toISOString())]));
  const returns: DomainEvent[] = [];
  for (const quantity of [1, 2]) {
    const { status, body } = await returnUnits(purchaseId, quantity, {
      'x-correlation-id': `of-${quantity}`,
    });
    expect([status, body.status]).toEqual([200, 'completed']);
    returns.push(await published(purchaseId));
  }
  expect(returns.map(({ metadata }) => metadata.correlationId)).toEqual(['of-1', 'of-2']);
  expect((await historyOf(purchaseId)).slice(-2)).toMatchObject([
    { ...said(returns[0] as DomainEvent), detail: '1 returned; 4 of 5 kept.' },
    { ...said(returns[1] as DomainEvent), detail: '2 returned; 2 of 5 kept.' },
  ]);
  expect((await returnUnits(purchaseId, 2)).body).toMatchObject({ status: 'cancelled', returned: 5 });
  expect((await historyOf(purchaseId)).slice(-3).map(({ event }) => event)).toEqual([
    'PurchaseReturned',
    'PurchaseReturned',
    'PurchaseCancelled',
  ]);
});

test('a return with a key is made once, and leaves no trace if it is refused', async () => {
  const { purchaseId } = (await buy('return-once', 5)).body;
  expect((await returnUnits(purchaseId, 1)).body.type).toContain('purchase-pending');
  await settle(aQueueEvent([answerTo(await published(purchaseId), new Date().toISOString())]));
  const headers = { 'idempotency-key': 'return-it-once' };
  const answers = [];
  for (let n = 0; n < 3; n += 1) answers.push(await returnUnits(purchaseId, 2, headers));
  expect(answers.map(({ status, body }) => [status, body.returned])).toEqual(Array(3).fill([200, 2]));
  expect((await returnUnits(purchaseId, 3, headers)).status).toBe(422);
  const refused = await returnUnits(purchaseId, 4);
  expect([refused.status, refused.body.type, refused.body.detail]).toEqual([
    409,
    'urn:multidomain:problem:return-exceeds-purchase',
    '4 to be returned, but of 5 bought only 3 are left.',
  ]);
  expect((await historyOf(purchaseId)).filter(({ event }) => event === 'PurchaseReturned')).toHaveLength(1);
});

test('the history of a rejected purchase has the reason', async () => {
  const { purchaseId } = (await buy('rejected')).body;
  const detail = '1 wanted, 0 in stock.';
  const about = { purchaseId, productId, quantity: 1, code: 'insufficient-stock', detail } as const;
  await settle(aQueueEvent([makeEvent(StockRejected, at(purchaseId, 1, new Date().toISOString()), about)]));
  const steps = (await historyOf(purchaseId)).map(({ event, detail }) => [event, detail]);
  expect(steps).toEqual([
    ['PurchaseRequested', undefined],
    ['StockRejected', detail],
    ['PurchaseRejected', detail],
  ]);
});

test('an answer that settles nothing is in the history as well, once', async () => {
  const { purchaseId } = (await buy('two-answers')).body;
  const reserved = answerTo(await published(purchaseId), new Date().toISOString());
  const about = { purchaseId, productId, quantity: 1, code: 'unknown-product', detail: 'Gone.' } as const;
  const rejected = makeEvent(StockRejected, at(purchaseId, 1, new Date().toISOString()), about);
  expect(await settle(aQueueEvent([reserved, rejected]))).toEqual({ batchItemFailures: [] });
  await settle(aQueueEvent([rejected, reserved]));
  const names = (await historyOf(purchaseId)).map(({ event }) => event);
  expect(names.toSorted()).toEqual([
    'PurchaseCompleted',
    'PurchaseRequested',
    'StockRejected',
    'StockReserved',
  ]);
});

test('a purchase that was settled before its row told by what has its stored steps, each once', async () => {
  const purchaseId = newId();
  const requested = stored(aPurchase({ purchaseId, customerId, productId }));
  const completed = stored(settlePurchase(requested, undefined, LATER), {
    correlationId: 'request',
    causationId: eventIdOf('StockReserved', purchaseId, 1),
  });
  const cancelled = cancelPurchase(completed, '2026-03-16T00:00:00.000Z');
  await purchases.add(cancelled, { cause: { correlationId: 'cancelled' } });
  const events = [
    ...eventsOfPurchase({ before: undefined, after: { ...requested, cause: { correlationId: 'request' } } }),
    ...eventsOfPurchase({ before: requested, after: completed }),
  ];
  for (const event of events) await history.add(purchaseId, stepOf(event));
  const reserved = makeEvent(StockReserved, at(purchaseId, 1), { purchaseId, productId, quantity: 1 });
  // It comes for the first time, or again.
  for (let times = 0; times < 2; times += 1) await settle(aQueueEvent([reserved]));
  expect((await historyOf(purchaseId)).map(({ event, correlationId }) => [event, correlationId])).toEqual([
    ['PurchaseRequested', 'request'],
    ['StockReserved', aCause.correlationId],
    ['PurchaseCompleted', 'request'],
    ['PurchaseCancelled', 'cancelled'],
  ]);
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
  const { body: before } = await ask(statistics, {});
  for (const time of ['2026-01-02T00:00:00.000Z', '2026-01-02T23:59:59.999Z', today]) await completeOn(time);
  const none = { count: 0, completed: 0, rejected: 0, cancelled: 0, revenue: [] };
  const of = async (query: Record<string, string>) => (await ask(statistics, { query })).body;
  expect(await of({ day: '2026-01-02' })).toEqual({
    ...none,
    day: '2026-01-02',
    count: 2,
    completed: 2,
    revenue: [{ amount: 2 * 24900, currency: 'EUR' }],
  });
  expect(await of({ day: '2026-01-03' })).toEqual({ ...none, day: '2026-01-03' });
  expect(await of({ day: today.slice(0, 10) })).toMatchObject({
    count: before.count + 1,
    completed: before.completed + 1,
  });
});
