import { afterAll, expect, test } from 'vitest';
import { ask } from '../../../shared/testing/api-event.ts';
import { NOW } from '../../../shared/testing/fixed.ts';
import { aPurchaseData, purchaseEvents } from '../../../shared/testing/purchase-events.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aNewProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { handler: project } = await import('./project-purchases.ts');
const { handler: create } = await import('./create-product.ts');
const { handler: readTotals } = await import('./get-product-totals.ts');
const { handler: list } = await import('./list-product-customers.ts');
const { topProducts } = await import('../adapters/tables.ts');
afterAll(() => database.close());

test('a completed purchase counts for its product, and a cancelled one does not', async () => {
  const { productId } = (await ask(create, { method: 'POST', body: aNewProduct() })).body;
  const buyers = async () => (await ask(list, { pathParameters: { productId } })).body.items;
  const units = async () => (await topProducts.top(100)).find(({ id }) => id === productId)?.units;
  const totals = async () => (await ask(readTotals, { pathParameters: { productId } })).body;
  expect(await totals()).toMatchObject({ units: 0, purchases: 0, revenue: [] });
  const purchase = aPurchaseData({ productId, quantity: 3 });
  const { completed, cancelled } = purchaseEvents(purchase);

  await project(aQueueEvent([completed]));
  const inAll = {
    units: 3,
    purchases: 1,
    lastPurchasedAt: NOW,
    revenue: [{ amount: 3 * 250, currency: 'EUR' }],
  };
  const counts = { customerId: purchase.customerId, ...inAll };
  expect(await buyers()).toEqual([counts]);
  expect(await units()).toBe(3);
  expect(await totals()).toMatchObject(inAll);

  expect(await project(aQueueEvent([cancelled, completed]))).toEqual({ batchItemFailures: [] });
  expect(await buyers()).toEqual([]);
  expect(await units()).toBeUndefined();
  expect(await totals()).toMatchObject({ units: 0, purchases: 0, revenue: [] });
});
