import { BatchWriteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProductAdded, StockRejected, StockReserved } from '../../../contracts/catalog/events.ts';
import { CustomerAdded } from '../../../contracts/customer/events.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId, NOW, stored } from '../../../shared/testing/fixed.ts';
import { logLines } from '../../../shared/testing/log-lines.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { indexKeys } from '../domain/purchase-list.ts';
import { aPurchase } from '../testing/builders.ts';

const lines = logLines();
const database = await startDatabase('purchases');
const { handler: request } = await import('./request-purchase.ts');
const { handler: settle } = await import('./settle-purchases.ts');
const { handler: report } = await import('./report-pending-purchases.ts');
const { handler: replicateCustomers } = await import('./replicate-customers.ts');
const { handler: replicateProducts } = await import('./replicate-products.ts');
afterAll(() => database.close());

const [customerId, productId] = [anId(1), anId(2)];
const at = (aggregateId: string) => ({ aggregateId, version: 1, occurredAt: NOW, cause: aCause });
await replicateCustomers(
  aQueueEvent([makeEvent(CustomerAdded, at(customerId), { customerId, name: 'Ada' })]),
);
const price = { amount: 250, currency: 'EUR' };
await replicateProducts(
  aQueueEvent([makeEvent(ProductAdded, at(productId), { productId, name: 'Tea', price })]),
);

/** The values of a metric since the test began, with its dimensions other than the service. */
const measured = (name: string) =>
  lines.flatMap(({ [name]: value, outcome }) =>
    value === undefined ? [] : [outcome === undefined ? value : [value, outcome]],
  );

const requestOne = async (past: { readonly purchasedAt?: string } = {}): Promise<string> =>
  (await ask(request, { method: 'POST', body: { customerId, productId, quantity: 1, ...past } })).body
    .purchaseId;

beforeEach(() => {
  lines.length = 0;
  return () => vi.useRealTimers();
});

test('requested purchases are counted, and settled ones once each by outcome', async () => {
  const [first, second] = [await requestOne(), await requestOne()];
  expect(measured('PurchasesRequested')).toEqual([1, 1]);
  const about = (purchaseId: string) => ({ purchaseId, productId, quantity: 1 });
  const reserved = makeEvent(StockReserved, at(first), about(first));
  const rejected = makeEvent(StockRejected, at(second), {
    ...about(second),
    code: 'insufficient-stock',
    detail: '1 wanted, 0 in stock.',
  });
  await settle(aQueueEvent([reserved, rejected, reserved]));
  const settled = measured('PurchasesSettled');
  expect(settled).toHaveLength(2);
  // Different purchases are settled at the same time.
  expect(settled).toEqual(
    expect.arrayContaining([
      [1, 'completed'],
      [1, 'insufficient-stock'],
    ]),
  );
});

test('a refused purchase is not counted', async () => {
  await ask(request, { method: 'POST', body: { customerId, productId: customerId, quantity: 1 } });
  expect(measured('PurchasesRequested')).toEqual([]);
});

test('the age of the oldest pending purchase is measured; 0 if there is none', async () => {
  vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] });
  await report();
  // Ids made at these times may be in any of the partitions.
  const pending = [];
  for (let minute = 0; minute < 12; minute += 1) {
    vi.setSystemTime(Date.parse(NOW) + minute * 60_000);
    pending.push(await requestOne());
  }
  await report();
  const oldest = pending
    .slice(0, 2)
    .map((purchaseId) => makeEvent(StockReserved, at(purchaseId), { purchaseId, productId, quantity: 1 }));
  await settle(aQueueEvent(oldest));
  await report();
  expect(measured('OldestPendingPurchase')).toEqual([0, 11 * 60, 9 * 60]);
});

test('a purchase that is pending for more than two minutes is requested again, with its cause and version', async () => {
  vi.useFakeTimers({ now: Date.parse(NOW) + 3_600_000, toFake: ['Date'] });
  const purchaseId = await requestOne();
  const stuck = await rowOf(purchaseId);
  const reportAfter = async (seconds: number) => {
    vi.setSystemTime(Date.parse(NOW) + 3_600_000 + seconds * 1000);
    await report();
    return (await rowOf(purchaseId))?.['requestedAgainAt'];
  };
  expect(await reportAfter(119)).toBeUndefined();
  const first = await reportAfter(121);
  expect(await rowOf(purchaseId)).toEqual({ ...stuck, requestedAgainAt: first });
  expect(first).toBe(new Date().toISOString());
  // Not with each report: an event takes a moment.
  expect(await reportAfter(180)).toBe(first);
  expect(await reportAfter(242)).not.toBe(first);
  // Ever less often: after a quarter of its age.
  const afterAnHour = await reportAfter(3_600);
  expect(await reportAfter(3_600 + 1_190)).toBe(afterAnHour);
  const last = await reportAfter(3_600 + 1_210);
  expect(last).not.toBe(afterAnHour);

  await settle(
    aQueueEvent([makeEvent(StockReserved, at(purchaseId), { purchaseId, productId, quantity: 1 })]),
  );
  expect(await rowOf(purchaseId)).toMatchObject({ status: 'completed', version: 2 });
  expect(await reportAfter(36_000)).toBe(last);
});

describe('a pending purchase of the past', () => {
  const START = Date.parse(NOW) + 7_200_000;
  const reportAfter = async (seconds: number, purchaseId: string) => {
    vi.setSystemTime(START + seconds * 1000);
    await report();
    return (await rowOf(purchaseId))?.['requestedAgainAt'];
  };

  test('is as old as its request, and requested again like any other', async () => {
    vi.useFakeTimers({ now: START, toFake: ['Date'] });
    const purchaseId = await requestOne({ purchasedAt: '1970-01-01T00:00:00.000Z' });
    expect(await reportAfter(119, purchaseId)).toBeUndefined();
    expect(await reportAfter(121, purchaseId)).toBe(new Date().toISOString());
    expect(await reportAfter(242, purchaseId)).toBe(new Date().toISOString());
    // Purchases of the other tests have been pending for hours.
    expect(Math.max(...(measured('OldestPendingPurchase') as number[]))).toBeLessThan(3 * 3_600);
  });

  test('does not hide one of today, however many are entered', async () => {
    vi.useFakeTimers({ now: START, toFake: ['Date'] });
    const stuck = await requestOne();
    const rows = Array.from({ length: 1_000 }, () => {
      const purchasedAt = '2019-12-24T00:00:00.000Z';
      const createdAt = new Date(START + 110_000).toISOString();
      const purchase = aPurchase({ purchaseId: newId(purchasedAt), purchasedAt, createdAt });
      return { ...stored(purchase), ...indexKeys(purchase) };
    });
    for (let start = 0; start < rows.length; start += 25) {
      const puts = rows.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
      const RequestItems = { [database.table('PURCHASES_TABLE')]: puts };
      await database.client.send(new BatchWriteCommand({ RequestItems }));
    }
    expect(await reportAfter(121, stuck)).toBe(new Date().toISOString());
  });
});

async function rowOf(purchaseId: string): Promise<Record<string, unknown> | undefined> {
  const command = new GetCommand({ TableName: database.table('PURCHASES_TABLE'), Key: { purchaseId } });
  return (await database.client.send(command)).Item;
}
