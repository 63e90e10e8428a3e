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
const cancelIt = (purchaseId: string, headers: Record<string, string> = {}) =>
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
  test('is pending, at the price in the replica', async () => {
    const { status, headers, body } = await buy();
    expect([status, headers['location']]).toEqual([202, `/api/purchases/${body.purchaseId}`]);
    expect(body).toMatchObject({
      status: 'pending',
      unitPrice: { amount: 250, currency: 'EUR' },
      total: { amount: 750, currency: 'EUR' },
    });
    expect(await read(body.purchaseId)).toEqual(body);
  });

  test.each(['customerId', 'productId'])('with an unknown %s is refused', async (field) => {
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
    expect((await cancelIt(await aRequested())).status).toBe(409);
  });
});

describe('an event about the stock of a purchase', () => {
  test('completes it once, even if redelivered', async () => {
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
    expect((await cancelIt(purchaseId)).status).toBe(409);
  });

  test('fails alone if the purchase is unknown, so that it is redelivered', async () => {
    const purchaseId = await aRequested();
    const { batchItemFailures } = await settle(aQueueEvent([reserved(newId()), reserved(purchaseId)]));
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'message-0' }]);
    expect((await read(purchaseId)).status).toBe('completed');
  });
});

describe('a cancellation', () => {
  test('cancels a completed purchase once, even if sent many times concurrently', async () => {
    const purchaseId = await aRequested();
    await settle(aQueueEvent([reserved(purchaseId)]));
    const answers = await Promise.all([cancelIt(purchaseId), cancelIt(purchaseId), cancelIt(purchaseId)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await read(purchaseId)).toMatchObject({ status: 'cancelled', version: 3 });
  });

  test('is not undone by a late event about the stock', async () => {
    const purchaseId = await aRequested();
    await settle(aQueueEvent([reserved(purchaseId)]));
    await cancelIt(purchaseId);
    await settle(aQueueEvent([reserved(purchaseId), rejected(purchaseId)]));
    expect((await read(purchaseId)).status).toBe('cancelled');
  });

  test.each(['a completed', 'a cancelled'])('of %s purchase uses up its key', async (of) => {
    const [purchaseId, other] = [await aRequested(), await aRequested()];
    await settle(aQueueEvent([reserved(purchaseId), reserved(other)]));
    if (of === 'a cancelled') await cancelIt(purchaseId);
    const key = { 'idempotency-key': newId() };
    const first = await cancelIt(purchaseId, key);
    expect(first.status).toBe(200);
    expect(await cancelIt(purchaseId, key)).toMatchObject({ status: 200, body: first.body });
    const refused = await cancelIt(other, key);
    expect([refused.status, refused.body.type]).toEqual([
      422,
      'urn:multidomain:problem:idempotency-key-reused',
    ]);
    expect((await read(other)).status).toBe('completed');
  });
});
