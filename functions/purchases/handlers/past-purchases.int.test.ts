import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, test } from 'vitest';
import { ProductAdded, StockReserved } from '../../../contracts/catalog/events.ts';
import { CustomerAdded } from '../../../contracts/customer/events.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId, NOW, stored } from '../../../shared/testing/fixed.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId, timeOfId } from '../../../shared/values/ids.ts';
import { indexKeys } from '../domain/purchase-list.ts';
import { aPurchase } from '../testing/builders.ts';

const database = await startDatabase('purchases');
const { handler: request } = await import('./request-purchase.ts');
const { handler: get } = await import('./get-purchase.ts');
const { handler: list } = await import('./list-purchases.ts');
const { handler: cancel } = await import('./cancel-purchase.ts');
const { handler: settle } = await import('./settle-purchases.ts');
const { handler: statistics } = await import('./get-purchase-statistics.ts');
const { handler: disclose } = await import('./disclose-customer.ts');
const { handler: replicateCustomers } = await import('./replicate-customers.ts');
const { handler: replicateProducts } = await import('./replicate-products.ts');
afterAll(() => database.close());

const productId = anId(2);
const at = (aggregateId: string) => ({ aggregateId, version: 1, occurredAt: NOW, cause: aCause });
const price = { amount: 250, currency: 'EUR' };
await replicateProducts(
  aQueueEvent([makeEvent(ProductAdded, at(productId), { productId, name: 'Tea', price })]),
);

async function aCustomer(): Promise<string> {
  const customerId = newId();
  await replicateCustomers(
    aQueueEvent([makeEvent(CustomerAdded, at(customerId), { customerId, name: 'Ada' })]),
  );
  return customerId;
}

const buy = (customerId: string, changes: object, headers = {}) =>
  ask(request, { method: 'POST', headers, body: { customerId, productId, quantity: 3, ...changes } });

const pathOf = (purchaseId: string) => ({ pathParameters: { purchaseId } });
const settleIt = (purchaseId: string) =>
  settle(aQueueEvent([makeEvent(StockReserved, at(purchaseId), { purchaseId, productId, quantity: 3 })]));
const dayOf = async (day: string) => (await ask(statistics, { query: { day } })).body;

describe('a purchase of the past', () => {
  test('is answered with its price and time by every route, and created now', async () => {
    const customerId = await aCustomer();
    const unitPrice = { amount: 199, currency: 'USD' };
    const past = { unitPrice, purchasedAt: '2026-01-05T09:00:00.000Z' };
    const before = new Date().toISOString();
    const { status, body } = await buy(customerId, { unitPrice, purchasedAt: '2026-01-05T10:00:00+01:00' });
    expect(status).toBe(202);
    expect(body).toMatchObject({ ...past, total: { amount: 597, currency: 'USD' } });
    expect(body.createdAt >= before).toBe(true);
    expect(timeOfId(body.purchaseId)).toBe(past.purchasedAt);
    expect((await ask(get, pathOf(body.purchaseId))).body).toEqual(body);
    expect((await ask(list, { query: { customerId } })).body.items).toEqual([body]);
    const { held } = (await disclose({ correlationId: 'trace-1', asked: { customerId } })) as {
      held: unknown;
    };
    expect(held).toMatchObject({ purchases: [{ ...body, history: [{ occurredAt: body.createdAt }] }] });

    await settleIt(body.purchaseId);
    const cancelled = await ask(cancel, { method: 'POST', ...pathOf(body.purchaseId) });
    expect(cancelled.body).toMatchObject({ ...past, status: 'cancelled', createdAt: body.createdAt });
  });

  test('is listed where it belongs by its time, in whatever order purchases are entered', async () => {
    const customerId = await aCustomer();
    const days = ['2024-02-29', '2025-12-31', '1970-01-01', '2024-03-01', '2024-02-28'];
    for (const day of days) await buy(customerId, { purchasedAt: `${day}T00:00:00.000Z` });
    await buy(customerId, {});
    const listed = async (query: Record<string, string> = {}): Promise<string[]> => {
      const { body } = await ask(list, { query: { customerId, ...query } });
      return body.items.map(({ purchasedAt }: { purchasedAt: string }) => purchasedAt.slice(0, 10));
    };
    const today = new Date().toISOString().slice(0, 10);
    expect(await listed()).toEqual([today, ...days.toSorted().toReversed()]);
    const leapDay = { from: '2024-02-29T00:00:00Z', to: '2024-02-29T23:59:59.999Z' };
    expect(await listed(leapDay)).toEqual(['2024-02-29']);
    expect(await listed({ to: '2024-02-28T00:00:00.000Z' })).toEqual(['2024-02-28', '1970-01-01']);
    const { body } = await ask(list, { query: { customerId, limit: '2' } });
    const rest = await listed({ cursor: body.nextCursor });
    expect(rest).toEqual(['2024-03-01', '2024-02-29', '2024-02-28', '1970-01-01']);
  });

  test('is counted for its day, with many of the same millisecond', async () => {
    const customerId = await aCustomer();
    const made = await Promise.all(
      Array.from({ length: 30 }, () => buy(customerId, { purchasedAt: '2001-09-09T01:46:40.000Z' })),
    );
    const ids: string[] = made.map(({ body }) => body.purchaseId);
    expect(new Set(ids).size).toBe(30);
    const today = new Date().toISOString().slice(0, 10);
    const before = await dayOf(today);
    await Promise.all(ids.map(settleIt));
    await ask(cancel, { method: 'POST', ...pathOf(ids[0] ?? '') });
    expect(await dayOf('2001-09-09')).toMatchObject({ count: 30, completed: 29, cancelled: 1 });
    expect(await dayOf(today)).toEqual(before);
    const { body } = await ask(list, { query: { customerId, limit: '100' } });
    expect(body.items).toHaveLength(30);
  });

  test('is one with the same key only if price and moment are the same', async () => {
    const customerId = await aCustomer();
    const key = { 'idempotency-key': newId() };
    const past = { unitPrice: price, purchasedAt: '2026-01-05T10:00:00+01:00' };
    const { body } = await buy(customerId, past, key);
    const again = await buy(customerId, { ...past, purchasedAt: '2026-01-05T09:00:00Z' }, key);
    expect(again).toMatchObject({ status: 202, body });
    for (const change of [
      { unitPrice: { amount: 251, currency: 'EUR' } },
      { unitPrice: { amount: 250, currency: 'USD' } },
      { unitPrice: undefined },
      { purchasedAt: '2026-01-05T10:00:00Z' },
      { purchasedAt: undefined },
    ]) {
      const refused = await buy(customerId, { ...past, ...change }, key);
      expect([refused.status, refused.body.type]).toEqual([
        422,
        'urn:multidomain:problem:idempotency-key-reused',
      ]);
    }
    expect((await ask(list, { query: { customerId } })).body.items).toEqual([body]);
  });

  test('is refused with every bad field at once', async () => {
    const { status, body } = await buy(await aCustomer(), {
      quantity: 0,
      unitPrice: { amount: -1, currency: 'eur' },
      purchasedAt: '2999-01-01T00:00:00Z',
    });
    expect([status, body.errors]).toEqual([
      400,
      [
        { path: 'quantity', message: 'must be at least 1' },
        { path: 'unitPrice.amount', message: 'must not be negative' },
        { path: 'unitPrice.currency', message: 'must be an ISO 4217 currency code, such as EUR' },
        { path: 'purchasedAt', message: 'must not be in the future' },
      ],
    ]);
  });

  test('of an unknown product is refused, even with a price', async () => {
    const answer = await buy(await aCustomer(), { productId: newId(), unitPrice: price });
    expect([answer.status, answer.body.type]).toEqual([422, 'urn:multidomain:problem:unknown-product']);
  });

  test('by a clock that is a little ahead is made when it is requested', async () => {
    const ahead = new Date(Date.now() + 50_000).toISOString();
    const { status, body } = await buy(await aCustomer(), { purchasedAt: ahead });
    expect([status, body.purchasedAt]).toEqual([202, body.createdAt]);
  });
});

describe('a purchase that an earlier version stored', () => {
  test('was made when it was requested', async () => {
    const createdAt = '2025-11-30T08:00:00.000Z';
    const purchaseId = newId(createdAt);
    const customerId = await aCustomer();
    const row = aPurchase({
      purchaseId,
      customerId,
      productId,
      quantity: 3,
      createdAt,
      updatedAt: createdAt,
    });
    const Item = { ...stored(row), ...indexKeys(row) };
    await database.client.send(new PutCommand({ TableName: database.table('PURCHASES_TABLE'), Item }));
    const returnedTotal = { ...row.total, amount: 0 };
    const expected = { ...row, purchasedAt: createdAt, returned: 0, returnedTotal };
    expect((await ask(get, pathOf(purchaseId))).body).toEqual(expected);
    expect((await ask(list, { query: { customerId } })).body.items).toEqual([expected]);
    await settleIt(purchaseId);
    expect(await dayOf('2025-11-30')).toMatchObject({ count: 1, completed: 1 });
  });

  test('is answered to its key as it was then, without a time of purchase', async () => {
    const customerId = await aCustomer();
    const key = newId();
    const first = await buy(customerId, {}, { 'idempotency-key': key });
    const { purchasedAt: _, ...body } = first.body;
    await database.client.send(
      new UpdateCommand({
        TableName: database.table('IDEMPOTENCY_TABLE'),
        Key: { key },
        UpdateExpression: 'SET answer.body = :body',
        ExpressionAttributeValues: { ':body': JSON.stringify(body) },
      }),
    );
    expect(await buy(customerId, {}, { 'idempotency-key': key })).toMatchObject({ status: 202 });
    expect((await buy(customerId, {}, { 'idempotency-key': key })).body).toEqual(body);
  });
});
