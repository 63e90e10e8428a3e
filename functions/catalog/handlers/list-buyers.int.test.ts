import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JointBuyer } from '../../../contracts/catalog/shapes.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import { allPagesOf } from '../../../shared/testing/oracle.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { productCustomer, products } = await import('../adapters/tables.ts');
const { handler } = await import('./list-buyers.ts');
const { handler: search } = await import('./search-products.ts');
const { handler: index } = await import('./index-products.ts');
afterAll(() => database.close());

const assortment = Array.from({ length: 120 }, (_, n) =>
  aProduct({
    productId: anId(500 + n),
    name: n < 3 ? 'Oak Table' : 'Elm Chair',
    category: n % 2 === 0 ? 'Tables' : 'Chairs',
    sku: `SKU-${n}`,
  }),
);
const customerId = (n: number): string => anId(n + 1);
const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}T12:00:00.000Z`;

const purchases: { customer: number; product: number; quantity: number; on: number }[] = [
  ...Array.from({ length: 30 }, (_, n) => ({ customer: n, product: n % 3, quantity: 1 + (n % 4), on: 3 })),
  ...Array.from({ length: 10 }, (_, n) => ({ customer: n, product: 1, quantity: 5, on: 9 })),
  { customer: 50, product: 110, quantity: 1, on: 1 },
];

beforeAll(async () => {
  await Promise.all(assortment.map((product) => products.add(product, { cause: aCause })));
  await database.feed('PRODUCTS_TABLE', index);
  for (const [n, { customer, product, quantity, on }] of purchases.entries()) {
    await productCustomer.apply({
      purchaseId: anId(2000 + n),
      customerId: customerId(customer),
      productId: anId(500 + product),
      quantity,
      unitPrice: priceOf(product),
      purchasedAt: day(on),
      version: 2,
      counted: true,
    });
  }
});

/** Each product has another price; some are in another currency. */
const priceOf = (product: number) => ({ amount: 100 + product, currency: product % 2 === 0 ? 'EUR' : 'GBP' });

const revenueOf = (own: readonly { product: number; quantity: number }[]) =>
  ['EUR', 'GBP'].flatMap((currency) => {
    const amount = own
      .filter(({ product }) => priceOf(product).currency === currency)
      .reduce((sum, { product, quantity }) => sum + quantity * priceOf(product).amount, 0);
    return amount === 0 ? [] : [{ amount, currency }];
  });

/** Whom brute force finds for some products, the newest customers first. */
function oracle(isWanted: (product: number) => boolean) {
  const wanted = purchases.filter(({ product }) => isWanted(product));
  const customers = [...new Set(wanted.map(({ customer }) => customer))].toSorted((a, b) => b - a);
  return customers.map((customer) => {
    const own = wanted.filter((each) => each.customer === customer);
    return {
      customerId: customerId(customer),
      units: own.reduce((sum, { quantity }) => sum + quantity, 0),
      purchases: own.length,
      lastPurchasedAt: own
        .map(({ on }) => day(on))
        .toSorted()
        .at(-1),
      revenue: revenueOf(own),
      products: new Set(own.map(({ product }) => product)).size,
    };
  });
}

const buyersOf = (query: Record<string, string>, limit: number) =>
  allPagesOf<JointBuyer>((cursor) =>
    ask(handler, { query: { ...query, limit: String(limit), ...(cursor === undefined ? {} : { cursor }) } }),
  );

describe('the buyers of products', () => {
  test.each([1, 4, 100])('are listed once each with their sums, in pages of %d', async (limit) => {
    const { items } = await buyersOf({ name: 'oak' }, limit);
    expect(items).toEqual(oracle((product) => product < 3));
  });

  test.each<[Record<string, string>, (product: number) => boolean]>([
    [{ sku: 'sku-1' }, (product) => product === 1],
    [{ name: 'oak', category: 'chairs' }, (product) => product === 1],
    [{ ids: [anId(500), anId(502)].join() }, (product) => product === 0 || product === 2],
    [{ boughtBy: customerId(2) }, (product) => product === 1 || product === 2],
    [{ name: 'nothing' }, () => false],
  ])('that match %j', async (query, isWanted) => {
    const { items } = await buyersOf(query, 7);
    expect(items).toEqual(oracle(isWanted));
  });

  test('are those of the first 100 products, and the answer says if there are more', async () => {
    const { body } = await ask(handler, { query: { limit: '100' } });
    expect(body).toMatchObject({ products: 100, hasMoreProducts: true });
    const { body: few } = await ask(handler, { query: { name: 'oak' } });
    expect(few).toMatchObject({ products: 3, hasMoreProducts: false });
  });
});

test('products that a customer bought are listed from the newest to the oldest', async () => {
  const bought = async (query: Record<string, string>) =>
    (await ask(search, { query })).body.items.map(({ productId }: { productId: string }) => productId);
  expect(await bought({ boughtBy: customerId(2) })).toEqual([anId(502), anId(501)]);
  expect(await bought({ boughtBy: customerId(2), category: 'chairs' })).toEqual([anId(501)]);
  expect(await bought({ boughtBy: anId(999) })).toEqual([]);
});
