import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { PurchaseCancelled, PurchaseRequested } from '../../../contracts/purchases/events.ts';
import { type ApiRequest, anEditor, ask, claimsOf } from '../../../shared/testing/api-event.ts';
import { aCause, NOW } from '../../../shared/testing/fixed.ts';
import { aPurchaseData, purchaseEvents } from '../../../shared/testing/purchase-events.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { aNewProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { handler: create } = await import('./create-product.ts');
const { handler: get } = await import('./get-product.ts');
const { handler: modify } = await import('./modify-product.ts');
const { handler: remove } = await import('./remove-product.ts');
const { handler: restore } = await import('./restore-product.ts');
const { handler: search } = await import('./search-products.ts');
const { handler: buyers } = await import('./list-product-customers.ts');
const { handler: statistics } = await import('./get-product-statistics.ts');
const { handler: reserve } = await import('./reserve-stock.ts');
const { handler: release } = await import('./release-stock.ts');
const { handler: project } = await import('./project-purchases.ts');
afterAll(() => database.close());

const post = (body: object, key: string = newId()) =>
  ask(create, { method: 'POST', path: '/products', body, headers: { 'idempotency-key': key } });

let productId: string;
beforeEach(async () => {
  productId = (await post(aNewProduct({ stock: 10 }))).body.productId;
});
const on = (request: ApiRequest = {}): ApiRequest => ({ pathParameters: { productId }, ...request });
const read = async () => (await ask(get, on())).body;

describe('a product', () => {
  test('added twice with one key is created once, and the key is refused for another product', async () => {
    const key = newId();
    const product = aNewProduct();
    const first = await post(product, key);
    expect(await post(product, key)).toMatchObject({ status: 201, body: first.body });
    expect((await post(aNewProduct({ name: 'Another' }), key)).status).toBe(422);
  });

  test('is changed and removed only if If-Match is its current version', async () => {
    const patch = (name: string, tag: string) =>
      ask(modify, on({ method: 'PATCH', body: { name }, headers: { 'if-match': tag } }));
    expect((await patch('Newer', '"1"')).status).toBe(200);
    expect((await patch('Older', '"1"')).status).toBe(412);
    const removal = (tag: string) => ask(remove, on({ method: 'DELETE', headers: { 'if-match': tag } }));
    expect((await removal('"1"')).status).toBe(412);
    expect(await read()).toMatchObject({ name: 'Newer', version: 2 });
    expect((await removal('"2"')).status).toBe(204);
    expect((await ask(get, on())).status).toBe(404);
    expect((await ask(buyers, on())).status).toBe(404);
  });

  test('shows who asked for its last change, also if it was a purchase that changed its stock', async () => {
    const edna = { id: newId(), role: 'editor' } as const;
    expect((await read()).updatedBy).toEqual({ id: anEditor.sub, role: 'editor' });
    const body = { description: 'Seats eight.' };
    const changed = await ask(modify, on({ method: 'PATCH', body, claims: claimsOf(edna.id, edna.role) }));
    expect(changed.body.updatedBy).toEqual(edna);
    const buyer = { id: newId(), role: 'editor' } as const;
    const data = aPurchaseData({ productId });
    const cause = { ...aCause, actor: buyer };
    const at = { aggregateId: data.purchaseId, version: 1, occurredAt: NOW, cause };
    await reserve(aQueueEvent([makeEvent(PurchaseRequested, at, data)]));
    expect(await read()).toMatchObject({ stock: 9, updatedBy: buyer });
  });

  test('is found in the archive once it is removed, by its id alone, and restored as it was', async () => {
    const archived = async () =>
      (await ask(search, { query: { ids: productId, archived: 'true' } })).body.items;
    const before = await read();
    expect(await archived()).toEqual([]);
    await ask(remove, on({ method: 'DELETE' }));
    expect(await archived()).toEqual([
      { ...before, version: 2, updatedAt: expect.any(String), archived: true },
    ]);
    expect((await ask(search, { query: { ids: productId } })).body.items).toEqual([]);
    expect((await ask(search, { query: { archived: 'true' } })).status).toBe(400);
    const restored = await ask(restore, on({ method: 'POST' }));
    expect(restored.body).toEqual({ ...before, version: 3, updatedAt: expect.any(String) });
    expect(await read()).toEqual(restored.body);
    expect((await ask(search, { query: { ids: productId } })).body.items).toEqual([restored.body]);
    expect(await archived()).toEqual([]);
  });

  test('that is sold stays as it is when it is restored; one that never was is unknown', async () => {
    const before = await read();
    expect(await ask(restore, on({ method: 'POST' }))).toMatchObject({ status: 200, body: before });
    productId = newId();
    expect((await ask(restore, on({ method: 'POST' }))).status).toBe(404);
  });

  test('restored twice with one key is restored once, and stays removed if it was removed since', async () => {
    await ask(remove, on({ method: 'DELETE' }));
    const headers = { 'idempotency-key': newId() };
    const first = await ask(restore, on({ method: 'POST', headers }));
    await ask(remove, on({ method: 'DELETE' }));
    expect(await ask(restore, on({ method: 'POST', headers }))).toMatchObject({
      status: 200,
      body: first.body,
    });
    expect((await ask(get, on())).status).toBe(404);
  });

  test('is counted while it is sold', async () => {
    const count = async () => (await ask(statistics, {})).body.count;
    const before = await count();
    productId = (await post(aNewProduct())).body.productId;
    expect(await count()).toBe(before + 1);
    await ask(remove, on({ method: 'DELETE' }));
    expect(await count()).toBe(before);
    await ask(restore, on({ method: 'POST' }));
    expect(await count()).toBe(before + 1);
  });
});

describe('a product that was bought', () => {
  const bought = async (customers: number, quantity = 1) => {
    const purchases = Array.from({ length: customers }, () => aPurchaseData({ productId, quantity }));
    await project(aQueueEvent(purchases.map((purchase) => purchaseEvents(purchase).completed)));
  };

  test('is in the statistics with its name and stock, and without stock in the archive', async () => {
    await bought(2, 400_000);
    const top = async () =>
      (await ask(statistics, {})).body.top.find((one: { productId: string }) => one.productId === productId);
    const revenue = [{ amount: 800_000 * 250, currency: 'EUR' }];
    const counts = { productId, units: 800_000, purchases: 2, revenue };
    expect(await top()).toEqual({ ...counts, name: 'Oak Table', stock: 10 });
    await ask(remove, on({ method: 'DELETE' }));
    expect(await top()).toEqual({ ...counts, name: 'Oak Table', archived: true });
  });

  test('is found with its ten most recent buyers, and whether there are more', async () => {
    const included = async () =>
      (await ask(search, { query: { ids: productId, include: 'customers' } })).body.items[0].customers;
    await bought(10);
    const { items, ...rest } = await included();
    expect([items.length, rest]).toEqual([10, { hasMore: false }]);
    await bought(1);
    expect(await included()).toMatchObject({ hasMore: true, nextCursor: expect.any(String) });
  });
});

/** The cause of the last write to a reservation. */
async function causeOf(purchaseId: string) {
  const TableName = database.table('RESERVATIONS_TABLE');
  const { Item } = await database.client.send(new GetCommand({ TableName, Key: { purchaseId } }));
  return Item?.['cause'];
}

test('a purchase reserves stock and its cancellation returns it; both writes have their cause', async () => {
  const purchase = aPurchaseData({ productId, quantity: 3 });
  const at = (version: number) => ({
    aggregateId: purchase.purchaseId,
    version,
    occurredAt: NOW,
    cause: aCause,
  });
  const requested = makeEvent(PurchaseRequested, at(1), purchase);
  await reserve(aQueueEvent([requested, requested]));
  expect(await read()).toMatchObject({ stock: 7, version: 2 });
  expect(await causeOf(purchase.purchaseId)).toEqual({
    correlationId: aCause.correlationId,
    causationId: requested.metadata.eventId,
  });
  const cancelled = makeEvent(PurchaseCancelled, at(3), purchase);
  await release(aQueueEvent([cancelled, cancelled]));
  expect(await read()).toMatchObject({ stock: 10, version: 3 });
  expect((await causeOf(purchase.purchaseId)).causationId).toBe(cancelled.metadata.eventId);
});

test('units that come back while a product is in the archive are kept there', async () => {
  const purchase = aPurchaseData({ productId, quantity: 3 });
  const at = (version: number) => ({
    aggregateId: purchase.purchaseId,
    version,
    occurredAt: NOW,
    cause: aCause,
  });
  await reserve(aQueueEvent([makeEvent(PurchaseRequested, at(1), purchase)]));
  await ask(remove, on({ method: 'DELETE' }));
  const cancelled = makeEvent(PurchaseCancelled, at(3), purchase);
  await release(aQueueEvent([cancelled, cancelled]));
  const TableName = database.table('PRODUCTS_TABLE');
  const { Item } = await database.client.send(new GetCommand({ TableName, Key: { productId } }));
  expect(Item).toMatchObject({ name: 'Oak Table', stock: 10, version: 4, removedAt: expect.any(String) });
  expect((await ask(get, on())).status).toBe(404);
});
