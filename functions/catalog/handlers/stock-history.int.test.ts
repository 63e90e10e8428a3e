import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId, NOW } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import type { Cause } from '../../../shared/values/aggregate.ts';
import { newId } from '../../../shared/values/ids.ts';
import { addProduct, adjustStock, archiveProduct, modifyProduct, type Product } from '../domain/product.ts';
import { aNewProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { products, stock } = await import('../adapters/tables.ts');
const { handler: follow } = await import('./index-products.ts');
const { handler: list } = await import('./list-stock-changes.ts');
const { handler: totals } = await import('./get-product-totals.ts');
afterAll(() => database.close());

const ann = { id: 'ann', role: 'editor' } as const;
const cause: Cause = { ...aCause, actor: ann };
const LATE_THAT_DAY = '2026-03-14T23:59:59.999Z';

let productId: string;
beforeEach(async () => {
  await database.records('PRODUCTS_TABLE');
  const product = addProduct(newId(), aNewProduct({ stock: 50 }), NOW, ann);
  productId = product.productId;
  await products.add(product, { cause });
});

const adjust = (delta: number, reason: string) =>
  products.change(
    productId,
    (product: Product) => adjustStock(product, delta, LATE_THAT_DAY, { reason, by: ann }),
    { cause },
  );
const request = (purchaseId: string, quantity = 1) => ({
  request: { purchaseId, productId, quantity },
  cause: aCause,
});
const sell = (...purchaseIds: string[]) =>
  stock.reserve(
    purchaseIds.map((purchaseId) => request(purchaseId)),
    LATE_THAT_DAY,
  );
const giveBack = (purchaseId: string) =>
  stock.release([{ request: { ...request(purchaseId).request, returned: 1 }, cause: aCause }], LATE_THAT_DAY);

const records = () => database.records('PRODUCTS_TABLE');
const tell = async (batch: readonly DynamoDBRecord[]) => {
  expect(await follow({ Records: [...batch] })).toEqual({ batchItemFailures: [] });
};

async function page(query: Record<string, string> = {}) {
  return (await ask(list, { pathParameters: { productId }, query })).body;
}

/** All pages, of `limit` entries each. */
async function history(limit: number) {
  const items: unknown[] = [];
  let cursor: string | undefined;
  do {
    const { items: some, nextCursor } = await page({ limit: String(limit), ...(cursor && { cursor }) });
    items.push(...some);
    cursor = nextCursor;
  } while (cursor !== undefined);
  return items;
}

/** A history of five entries, the oldest first. */
async function aHistory(): Promise<readonly object[]> {
  const [one, two, three, four] = [newId(NOW), newId(NOW), newId(NOW), newId(NOW)];
  await sell(one, two);
  await sell(three);
  await adjust(-2, 'Breakage');
  await giveBack(one);
  await products.change(productId, (product) => modifyProduct(product, { name: 'Elm' }, LATE_THAT_DAY), {
    cause,
  });
  await sell(four);
  const at = LATE_THAT_DAY;
  return [
    { number: 1, kind: 'added', delta: 50, stock: 50, at: NOW, by: ann },
    { number: 2, kind: 'sold', delta: -3, stock: 47, at, since: at, purchases: 3 },
    { number: 3, kind: 'adjusted', delta: -2, stock: 45, at, reason: 'Breakage', by: ann },
    { number: 4, kind: 'returned', delta: 1, stock: 46, at, purchases: 1, purchaseId: one },
    { number: 5, kind: 'sold', delta: -1, stock: 45, at, purchases: 1, purchaseId: four },
  ];
}

test.each([1, 2, 25])(
  'the history tells every change once, the latest first, in pages of %d',
  async (limit) => {
    const expected = await aHistory();
    await tell(await records());
    expect(await history(limit)).toEqual(expected.toReversed());
  },
);

test('it is the same whatever order its changes are told in, and however often', async () => {
  const expected = await aHistory();
  const told = await records();
  await tell([...told.toReversed(), ...told]);
  for (const record of told.toReversed()) await tell([record]);
  await tell(told.slice(1, 3));
  expect(await history(25)).toEqual(expected.toReversed());
});

test('the latest entry is told at once, and grows while others are read', async () => {
  await sell(newId(NOW));
  expect((await page()).items).toMatchObject([{ number: 2, kind: 'sold', delta: -1 }]);
  await tell(await records());
  await sell(newId(NOW));
  const { items, nextCursor } = await page({ limit: '1' });
  expect(items).toMatchObject([{ number: 2, kind: 'sold', delta: -2, purchases: 2 }]);
  await adjust(5, 'Delivery');
  await tell(await records());
  expect((await page({ cursor: nextCursor })).items).toMatchObject([{ number: 1 }]);
  expect((await page()).items).toMatchObject([{ number: 3 }, { number: 2, delta: -2 }, { number: 1 }]);
});

test('an archived product keeps its history, and one that was never there has none', async () => {
  await adjust(5, 'Delivery');
  await products.change(productId, (product) => archiveProduct(product, LATE_THAT_DAY), { cause });
  await tell(await records());
  expect((await page()).items).toMatchObject([{ number: 2 }, { number: 1 }]);
  expect((await ask(list, { pathParameters: { productId: anId(1) } })).status).toBe(404);
});

test('the cursor of another product is refused', async () => {
  await adjust(5, 'Delivery');
  await tell(await records());
  const { nextCursor } = await page({ limit: '1' });
  const other = await products.add(addProduct(newId(), aNewProduct(), NOW), { cause });
  const answer = await ask(list, {
    pathParameters: { productId: other.productId },
    query: { cursor: nextCursor },
  });
  expect(answer.status).toBe(400);
});

test('the totals tell what was sold lately, without what was returned', async () => {
  const one = newId();
  await stock.reserve([request(one), request(newId()), request(newId())], new Date().toISOString());
  await giveBack(one);
  const lately = async () => (await ask(totals, { pathParameters: { productId } })).body.soldLately;
  expect(await lately()).toEqual({ days: 28, units: 2 });
});
