import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ProductAdded, StockReserved } from '../../../contracts/catalog/events.ts';
import { CustomerAdded } from '../../../contracts/customer/events.ts';
import { causedBy, type EventMetadata } from '../../../contracts/definition/define-event.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { type ApiRequest, ask, claimsOf } from '../../../shared/testing/api-event.ts';
import { aCause, anId, NOW } from '../../../shared/testing/fixed.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aStreamRecord } from '../../../shared/testing/stream-event.ts';

const database = await startDatabase('purchases');
const { handler: request } = await import('./request-purchase.ts');
const { handler: cancel } = await import('./cancel-purchase.ts');
const { handler: get } = await import('./get-purchase.ts');
const { handler: settle } = await import('./settle-purchases.ts');
const { handler: publish } = await import('./publish-purchase-events.ts');
const { handler: listHistory } = await import('./list-purchase-history.ts');
const { handler: replicateCustomers } = await import('./replicate-customers.ts');
const { handler: replicateProducts } = await import('./replicate-products.ts');
afterAll(() => database.close());

const bus = mockClient(EventBridgeClient);
const [customerId, productId] = [anId(1), anId(2)];
const eddie = { id: anId(11), role: 'editor' } as const;
const edna = { id: anId(12), role: 'editor' } as const;

const at = (aggregateId: string, cause = aCause) => ({ aggregateId, version: 1, occurredAt: NOW, cause });
const price = { amount: 250, currency: 'EUR' };

beforeAll(async () => {
  const customer = makeEvent(CustomerAdded, at(customerId), { customerId, name: 'Ada' });
  const product = makeEvent(ProductAdded, at(productId), { productId, name: 'Tea', price });
  await replicateCustomers(aQueueEvent([customer]));
  await replicateProducts(aQueueEvent([product]));
});
afterEach(() => void vi.unstubAllEnvs());
beforeEach(() => {
  bus.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: object[] }) => ({ Entries }));
});

/** Publishes a purchase's row as stored, and returns the event of its last change: earlier ones are published before it. */
async function publishedEvent(purchaseId: string) {
  const table = database.table('PURCHASES_TABLE');
  const { Item } = await database.client.send(new GetCommand({ TableName: table, Key: { purchaseId } }));
  bus.resetHistory();
  const { batchItemFailures } = await publish({ Records: [aStreamRecord(table, 1, { after: Item ?? {} })] });
  expect(batchItemFailures).toEqual([]);
  const entry = bus
    .commandCalls(PutEventsCommand)
    .flatMap(({ args }) => args[0].input.Entries ?? [])
    .at(-1);
  const { Source: source, DetailType: name, Detail } = entry as PutEventsRequestEntry;
  const detail = JSON.parse(Detail ?? '');
  return {
    name,
    metadata: detail.metadata as EventMetadata,
    body: JSON.stringify({ source, 'detail-type': name, detail }),
  };
}

const stockReserved = (purchaseId: string, cause = aCause) =>
  makeEvent(StockReserved, at(purchaseId, cause), { purchaseId, productId, quantity: 1 });

const buy = (changes: ApiRequest = {}) =>
  ask(request, { method: 'POST', body: { customerId, productId, quantity: 1 }, ...changes });
const read = async (purchaseId: string) => (await ask(get, { pathParameters: { purchaseId } })).body;

test('who asked for a change is in its row, its event, all that it causes, and the history', async () => {
  const { body: purchase } = await buy({ claims: claimsOf(eddie.id, 'editor') });
  const { purchaseId } = purchase;
  expect(purchase.requestedBy).toEqual(eddie);

  const requested = await publishedEvent(purchaseId);
  const reserved = stockReserved(purchaseId, causedBy(requested.metadata));
  await settle(aQueueEvent([reserved]));
  const completed = await publishedEvent(purchaseId);
  await ask(cancel, { method: 'POST', pathParameters: { purchaseId }, claims: claimsOf(edna.id, 'editor') });
  const cancelled = await publishedEvent(purchaseId);
  const events = [requested, reserved, completed, cancelled];
  expect(events.map(({ name, metadata }) => [name, metadata.actor])).toEqual([
    ['PurchaseRequested', eddie],
    ['StockReserved', eddie],
    ['PurchaseCompleted', eddie],
    ['PurchaseCancelled', edna],
  ]);

  const { items } = (await ask(listHistory, { pathParameters: { purchaseId } })).body;
  const byEvent = Object.fromEntries(items.map(({ event, by }: never) => [event, by]));
  expect(byEvent).toEqual(Object.fromEntries(events.map(({ name, metadata }) => [name, metadata.actor])));
  expect(await read(purchaseId)).toMatchObject({ status: 'cancelled', requestedBy: eddie });
});

test('with open access, nobody knows who it was', async () => {
  vi.stubEnv('OPEN_ACCESS', 'yes');
  const { body: purchase } = await buy();
  const { purchaseId } = purchase;
  const requested = await publishedEvent(purchaseId);
  const reserved = stockReserved(purchaseId, causedBy(requested.metadata));
  await settle(aQueueEvent([reserved]));
  const completed = await publishedEvent(purchaseId);
  const { body: history } = await ask(listHistory, { pathParameters: { purchaseId } });
  expect(history.items).toHaveLength(3);
  const all = JSON.stringify([purchase, await read(purchaseId), requested, reserved, completed, history]);
  expect(all).not.toMatch(/actor|requestedBy|"by"|anyone/);
});

test('an answer that is repeated for its key names who sent the first request', async () => {
  const headers = { 'idempotency-key': 'one-key' };
  const first = await buy({ headers, claims: claimsOf(eddie.id, 'editor') });
  const second = await buy({ headers, claims: claimsOf(edna.id, 'editor') });
  expect(second.body).toEqual(first.body);
  expect(second.body.requestedBy).toEqual(eddie);
});

test('a viewer gets no answer for the key of an editor, nor for an unknown purchase', async () => {
  const headers = { 'idempotency-key': 'another-key' };
  await buy({ headers });
  const claims = claimsOf(anId(13), 'viewer');
  expect((await buy({ headers, claims })).status).toBe(403);
  const cancelIt = (who: object | null) =>
    ask(cancel, { method: 'POST', pathParameters: { purchaseId: anId(404) }, claims: who as never });
  expect((await cancelIt(claims)).status).toBe(403);
  expect((await cancelIt(null)).status).toBe(401);
});
