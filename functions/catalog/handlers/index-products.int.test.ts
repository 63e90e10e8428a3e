import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { isFormer } from '../../../shared/search/former-rows.ts';
import { idAt, rowsOf } from '../../../shared/search/search-row.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import {
  addProduct,
  adjustStock,
  archiveProduct,
  modifyProduct,
  type Product,
  type RemovedProduct,
  restoreProduct,
} from '../domain/product.ts';
import { searchableProducts } from '../domain/product-search.ts';
import { aNewProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { products } = await import('../adapters/tables.ts');
const { handler } = await import('./index-products.ts');
const { handler: search } = await import('./search-products.ts');
afterAll(() => database.close());

let table: Product;
beforeEach(async () => {
  await database.records('PRODUCTS_TABLE');
  table = addProduct(newId(), aNewProduct({ name: 'Oak Table', sku: newId(), stock: 50 }), NOW);
  await products.add(table, { cause: aCause });
});

/** Changes or removes the {@link table}. */
const changed = (decide: (product: Product) => Product | RemovedProduct) =>
  products.change(table.productId, decide, { cause: aCause });

const sell = (quantity: number) => changed((product) => adjustStock(product, -quantity, LATER));
const rename = (name: string) => changed((product) => modifyProduct(product, { name }, LATER));
const remove = () => changed((product) => archiveProduct(product, LATER));

const restore = () =>
  products.changeEver(table.productId, (product) => restoreProduct(product, LATER), { cause: aCause });

const records = () => database.records('PRODUCTS_TABLE');
const index = async (batch: readonly DynamoDBRecord[]) => {
  expect(await handler({ Records: [...batch] })).toEqual({ batchItemFailures: [] });
};

/** The table as a query finds it. */
async function found(query: Record<string, string>): Promise<Product | undefined> {
  const { body } = await ask(search, { query: { limit: '100', ...query } });
  return body.items.find(({ productId }: Product) => productId === table.productId);
}

/** All rows of the table in the index. */
async function rows(states: readonly Product[]): Promise<unknown[]> {
  const terms = new Set(states.flatMap((state) => rowsOf(searchableProducts, state)).map(({ term }) => term));
  const answers = await Promise.all(
    [...terms].map((term) =>
      database.client.send(
        new QueryCommand({
          TableName: database.table('PRODUCT_SEARCH_TABLE'),
          KeyConditionExpression: 'term = :term',
          ExpressionAttributeValues: { ':term': term },
        }),
      ),
    ),
  );
  return sorted(
    answers.flatMap(({ Items = [] }) => Items).filter(({ position }) => idAt(position) === table.productId),
  );
}

const sorted = (list: readonly unknown[]): unknown[] =>
  list.toSorted((one, other) =>
    (one as Product & { term: string }).term < (other as { term: string }).term ? -1 : 1,
  );

describe('a new product', () => {
  test('is in the plain list and found by its SKU at once, and by everything else a moment later', async () => {
    expect(await found({})).toMatchObject({ name: 'Oak Table' });
    expect(await found({ sku: table.sku ?? '' })).toMatchObject({ name: 'Oak Table' });
    expect(await found({ name: 'oak' })).toBeUndefined();
    await index(await records());
    expect(await found({ name: 'oak' })).toMatchObject({ name: 'Oak Table' });
    expect(await rows([table])).toEqual(sorted(rowsOf(searchableProducts, table)));
  });
});

describe('a change of stock alone', () => {
  test('is shown in the plain list a moment later', async () => {
    await index(await records());
    await sell(20);
    expect(await found({})).toMatchObject({ stock: 50, version: 1 });
    await index(await records());
    expect(await found({})).toMatchObject({ stock: 30, version: 2 });
  });

  test('does not bring back what was removed since', async () => {
    await sell(20);
    const sold = await records();
    await remove();
    await index(sold);
    expect(await found({})).toBeUndefined();
    await index(await records());
    expect(await rows([table])).toEqual([]);
  });

  test('does not hide what was written at once since, under the same name or another', async () => {
    await sell(20);
    const sold = await records();
    await changed((product) => modifyProduct(product, { description: 'New' }, LATER));
    await index(sold);
    expect(await found({})).toMatchObject({ description: 'New', stock: 30 });
    await rename('Elm Table');
    await index(sold);
    const { body } = await ask(search, { query: { limit: '100' } });
    expect(body.items.filter(({ productId }: Product) => productId === table.productId)).toHaveLength(1);
  });
});

test('a batch that comes again, or in parts, leaves the rows of the last state and no others', async () => {
  const cuts = fc.array(fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 8 })), { maxLength: 3 });
  const before = table;
  await rename('Elm Table');
  await sell(50);
  await rename('Oak Table');
  await changed((product) => adjustStock(product, 7, LATER));
  await changed((product) => modifyProduct(product, { category: 'Desks', price: { amount: 7 } }, LATER));
  const all = await records();
  const after = await products.get(table.productId);
  const others = [before, { ...before, name: 'Elm Table', stock: 0 }, { ...after, stock: 0 }];
  await fc.assert(
    fc.asyncProperty(cuts, async (again) => {
      for (const [from, size] of again) await index(all.slice(from, from + size));
      await index(all);
      const present = (await rows([...others, after])).filter((row) => !isFormer(row as object));
      expect(present).toEqual(sorted(rowsOf(searchableProducts, after)));
    }),
    { numRuns: 20 },
  );
});

describe('a product that is sold again', () => {
  test('is in the plain list at once, and found by everything else a moment later', async () => {
    await index(await records());
    await remove();
    await restore();
    expect(await found({})).toMatchObject({ version: 3 });
    await index(await records());
    expect(await found({ name: 'oak' })).toMatchObject({ version: 3 });
    expect(await rows([table])).toEqual(
      sorted(rowsOf(searchableProducts, await products.get(table.productId))),
    );
  });

  test('stays in the plain list when its removal is indexed late, although it was there before under other names', async () => {
    await rename('Elm Table');
    await index(await records());
    await rename('Oak Table');
    await index(await records());
    await remove();
    const removal = await records();
    await restore();
    await index(removal);
    await index(await records());
    expect(await found({})).toMatchObject({ name: 'Oak Table', version: 5 });
    expect(await found({ name: 'oak' })).toMatchObject({ version: 5 });
  });
});

test('an image that cannot be read does not hold up the others', async () => {
  const [record] = await records();
  const spoilt = structuredClone(record) as DynamoDBRecord;
  Object.assign(spoilt.dynamodb ?? {}, {
    Keys: { productId: { S: newId() } },
    NewImage: { ...record?.dynamodb?.NewImage, name: { N: '7' } },
  });
  await index([spoilt, record as DynamoDBRecord]);
  expect(await found({ name: 'oak' })).toMatchObject({ productId: table.productId });
});

test('what became unreadable stays in the index as it was, until it can be read again', async () => {
  const [added] = await records();
  await rename('Elm Table');
  const [renamed] = await records();
  const unreadable = { ...added?.dynamodb?.NewImage, name: { N: '7' } };
  await index([added as DynamoDBRecord]);
  await index([{ ...renamed, dynamodb: { ...renamed?.dynamodb, NewImage: unreadable } } as DynamoDBRecord]);
  expect(await rows([table])).toContainEqual(expect.objectContaining({ term: 'name:oak' }));
  await index([{ ...renamed, dynamodb: { ...renamed?.dynamodb, OldImage: unreadable } } as DynamoDBRecord]);
  expect(await found({ name: 'elm' })).toMatchObject({ productId: table.productId });
});
