import { afterAll, expect, test } from 'vitest';
import { ask } from '../../../shared/testing/api-event.ts';
import { NOW } from '../../../shared/testing/fixed.ts';
import { aPurchaseData, purchaseEvents } from '../../../shared/testing/purchase-events.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aNewCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer');
const { handler: project } = await import('./project-purchases.ts');
const { handler: create } = await import('./create-customer.ts');
const { handler: readTotals } = await import('./get-customer-totals.ts');
const { handler: list } = await import('./list-customer-products.ts');
const { topCustomers } = await import('../adapters/tables.ts');
afterAll(() => database.close());

test('a completed purchase counts for its customer, and a cancelled one does not', async () => {
  const { customerId } = (await ask(create, { method: 'POST', body: aNewCustomer() })).body;
  const bought = async () => (await ask(list, { pathParameters: { customerId } })).body.items;
  const units = async () => (await topCustomers.top(100)).find(({ id }) => id === customerId)?.units;
  const totals = async () => (await ask(readTotals, { pathParameters: { customerId } })).body;
  expect(await totals()).toEqual({ units: 0, purchases: 0, revenue: [] });
  const purchase = aPurchaseData({ customerId, quantity: 3 });
  const { completed, cancelled } = purchaseEvents(purchase);

  await project(aQueueEvent([completed]));
  const inAll = {
    units: 3,
    purchases: 1,
    lastPurchasedAt: NOW,
    revenue: [{ amount: 3 * 250, currency: 'EUR' }],
  };
  const counts = { productId: purchase.productId, ...inAll };
  expect(await bought()).toEqual([counts]);
  expect(await units()).toBe(3);
  expect(await totals()).toEqual(inAll);

  expect(await project(aQueueEvent([cancelled, completed]))).toEqual({ batchItemFailures: [] });
  expect(await bought()).toEqual([]);
  expect(await units()).toBeUndefined();
  expect(await totals()).toEqual({ units: 0, purchases: 0, revenue: [] });
});
