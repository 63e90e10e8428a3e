import { afterAll, expect, test } from 'vitest';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { PurchaseRequested } from '../../../contracts/purchases/events.ts';
import { consumedBy } from '../../../shared/testing/consumed-capacity.ts';
import { aCause, NOW } from '../../../shared/testing/fixed.ts';
import { aPurchaseData } from '../../../shared/testing/purchase-events.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { aProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { handler: reserve } = await import('./reserve-stock.ts');
const { products, reservations } = await import('../adapters/tables.ts');
const { documentClient } = await import('../../../shared/dynamodb/client.ts');
afterAll(() => database.close());

async function aProductWithStock(stock: number): Promise<string> {
  const product = aProduct({ productId: newId(), stock });
  await products.add(product, { cause: aCause });
  return product.productId;
}

function requestFor(productId: string, quantity: number) {
  const data = aPurchaseData({ productId, quantity });
  const at = { aggregateId: data.purchaseId, version: 1, occurredAt: NOW, cause: aCause };
  return makeEvent(PurchaseRequested, at, data);
}

test('the products of a batch are read in one request, and each changes in one transaction', async () => {
  const ids = await Promise.all([5, 6, 7].map(aProductWithStock));
  const requested = ids.flatMap((id) => [requestFor(id, 1), requestFor(id, 2)]);
  const stocks = async () => (await products.getAll(ids)).map(({ stock }) => stock);

  const { requests } = await consumedBy(documentClient, () => reserve(aQueueEvent(requested)));
  expect(requests).toBe(1 + ids.length);
  expect(await stocks()).toEqual([2, 3, 4]);

  // Delivered again: what was reserved stays so, and what is new is decided on the stock that is left.
  await reserve(aQueueEvent([...requested, ...ids.map((id) => requestFor(id, 3))]));
  expect(await stocks()).toEqual([2, 0, 1]);
});

test('single purchases of different products are reserved in one transaction', async () => {
  const ids = await Promise.all([5, 6, 7, 1].map(aProductWithStock));
  const unknown = requestFor(newId(), 1);
  const requested = [...ids.map((id) => requestFor(id, 2)), unknown];
  const stocks = async () => (await products.getAll(ids)).map(({ stock }) => stock);

  const { requests } = await consumedBy(documentClient, () => reserve(aQueueEvent(requested)));
  expect(requests).toBe(2);
  expect(await stocks()).toEqual([3, 4, 5, 1]);
  const decided = await reservations.getAll(requested.map(({ data }) => data.purchaseId));
  expect(decided.map(({ status, rejection }) => rejection?.code ?? status)).toEqual([
    ...['reserved', 'reserved', 'reserved'],
    ...['insufficient-stock', 'unknown-product'],
  ]);

  // One comes again, so that each is reserved on its own.
  await reserve(aQueueEvent([requested[0] as typeof unknown, requestFor(ids[1] ?? '', 1)]));
  expect(await stocks()).toEqual([3, 3, 5, 1]);
});
