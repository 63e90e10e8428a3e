import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ProductAdded, StockRejected, StockReserved } from '../../../contracts/catalog/events.ts';
import { CustomerAdded, CustomerRemoved } from '../../../contracts/customer/events.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { Contention } from '../../../shared/testing/contention.ts';
import { aCause, NOW } from '../../../shared/testing/fixed.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';

const database = await startDatabase('purchases', new Contention());
const { handler: request } = await import('./request-purchase.ts');
const { handler: cancel } = await import('./cancel-purchase.ts');
const { handler: get } = await import('./get-purchase.ts');
const { handler: settle } = await import('./settle-purchases.ts');
const { handler: replicateCustomers } = await import('./replicate-customers.ts');
const { handler: replicateProducts } = await import('./replicate-products.ts');
afterAll(() => database.close());

const occurrence = (aggregateId: string, version = 1) => ({
  aggregateId,
  version,
  occurredAt: NOW,
  cause: aCause,
});

let customerId: string;
let productId: string;
beforeEach(async () => {
  customerId = newId();
  productId = newId();
  const price = { amount: 250, currency: 'EUR' };
  await replicateCustomers(
    aQueueEvent([makeEvent(CustomerAdded, occurrence(customerId), { customerId, name: 'Ada' })]),
  );
  await replicateProducts(
    aQueueEvent([makeEvent(ProductAdded, occurrence(productId), { productId, name: 'Tea', price })]),
  );
});

const buy = (changes: object = {}) =>
  ask(request, { method: 'POST', body: { customerId, productId, quantity: 3, ...changes } });
const read = async (purchaseId: string) => (await ask(get, { pathParameters: { purchaseId } })).body;
const takeBack = (purchaseId: string, headers: Record<string, string> = {}) =>
  ask(cancel, {
    method: 'POST',
    path: `/purchases/${purchaseId}/cancellation`,
    pathParameters: { purchaseId },
    headers,
  });

const reserved = (purchaseId: string) =>
  makeEvent(StockReserved, occurrence(purchaseId), { purchaseId, productId, quantity: 3 });
const rejected = (purchaseId: string) =>
  makeEvent(StockRejected, occurrence(purchaseId), {
    purchaseId,
    productId,
    quantity: 3,
    code: 'insufficient-stock',
    detail: '3 wanted, 2 in stock.',
  });

async function aRequested(): Promise<string> {
  return (await buy()).body.purchaseId;
}

describe('a requested purchase', () => {
  test('is pending, at the price that the product was told to have', async () => {
    const { status, headers, body } = await buy();
    expect([status, headers['location']]).toEqual([202, `/api/purchases/${body.purchaseId}`]);
    expect(body).toMatchObject({
      status: 'pending',
      unitPrice: { amount: 250, currency: 'EUR' },
      total: { amount: 750, currency: 'EUR' },
    });
    expect(await read(body.purchaseId)).toEqual(body);
  });

  test.each(['customerId', 'productId'])('of an unknown %s is refused', async (field) => {
    const { status, body } = await buy({ [field]: newId() });
    expect([status, body.type]).toEqual([422, `urn:multidomain:problem:unknown-${field.replace('Id', '')}`]);
    expect(body.errors).toMatchObject([{ path: field }]);
  });

  test('by a removed customer is refused', async () => {
    await replicateCustomers(
      aQueueEvent([makeEvent(CustomerRemoved, occurrence(customerId, 2), { customerId })]),
    );
    expect((await buy()).status).toBe(422);
  });

  test('cannot be cancelled while it is pending', async () => {
    expect((await takeBack(await aRequested())).status).toBe(409);
  });
});

describe('the news of its stock', () => {
  test('completes it, once, however often it is told', async () => {
    const purchaseId = await aRequested();
    await settle(aQueueEvent([reserved(purchaseId), reserved(purchaseId)]));
    await settle(aQueueEvent([reserved(purchaseId)]));
    expect(await read(purchaseId)).toMatchObject({ status: 'completed', version: 2 });
  });

  test('rejects it with the reason', async () => {
    const purchaseId = await aRequested();
    await settle(aQueueEvent([rejected(purchaseId)]));
    expect(await read(purchaseId)).toMatchObject({
      status: 'rejected',
      rejection: { code: 'insufficient-stock', detail: '3 wanted, 2 in stock.' },
    });
    expect((await takeBack(purchaseId)).status).toBe(409);
  });

  test('of a purchase that is not known fails alone, so that it comes again', async () => {
    const purchaseId = await aRequested();
    const { batchItemFailures } = await settle(aQueueEvent([reserved(newId()), reserved(purchaseId)]));
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
    expect((await read(purchaseId)).status).toBe('completed');
  });
});

describe('a cancellation', () => {
  test('takes a completed purchase back, once, even of many at once', async () => {
    const purchaseId = await aRequested();
    await settle(aQueueEvent([reserved(purchaseId)]));
    const answers = await Promise.all([takeBack(purchaseId), takeBack(purchaseId), takeBack(purchaseId)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await read(purchaseId)).toMatchObject({ status: 'cancelled', version: 3 });
  });

  test('is not undone by late news of its stock', async () => {
    const purchaseId = await aRequested();
    await settle(aQueueEvent([reserved(purchaseId)]));
    await takeBack(purchaseId);
    await settle(aQueueEvent([reserved(purchaseId), rejected(purchaseId)]));
    expect((await read(purchaseId)).status).toBe('cancelled');
  });

  test.each(['a completed', 'a cancelled'])('of %s purchase uses its key up', async (of) => {
    const [purchaseId, other] = [await aRequested(), await aRequested()];
    await settle(aQueueEvent([reserved(purchaseId), reserved(other)]));
    if (of === 'a cancelled') await takeBack(purchaseId);
    const key = { 'idempotency-key': newId() };
    const first = await takeBack(purchaseId, key);
    expect(first.status).toBe(200);
    expect(await takeBack(purchaseId, key)).toMatchObject({ status: 200, body: first.body });
    const refused = await takeBack(other, key);
    expect([refused.status, refused.body.type]).toEqual([
      422,
      'urn:multidomain:problem:idempotency-key-reused',
    ]);
    expect((await read(other)).status).toBe('completed');
  });
});
