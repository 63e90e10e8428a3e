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
const { products } = await import('../adapters/tables.ts');
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
