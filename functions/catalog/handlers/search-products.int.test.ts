import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import {
  allPagesOf,
  everyChoiceOf,
  plainlyFound,
  sampleOf,
  written,
} from '../../../shared/testing/oracle.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import type { Product } from '../domain/product.ts';
import { aProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { products } = await import('../adapters/tables.ts');
const { handler } = await import('./search-products.ts');
const { handler: index } = await import('./index-products.ts');
afterAll(() => database.close());

const words = [
  written('Oak'),
  written('Oaken'),
  written('Table'),
  written('CAFÉ', 'cafe'),
  written('Œuf', 'oeuf'),
  written('3'),
];
const categories = [written('Möbel', 'mobel'), written('MÖBEL', 'mobel'), written('Food')];

/** Sales are told as of the time of a request. */
const TODAY = new Date().toISOString().slice(0, 10);

/** Random products, with the plain text that the oracle compares. */
const goods = sampleOf(
  fc.record({
    name: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
    category: fc.option(fc.constantFrom(...categories), { nil: undefined }),
    hasSku: fc.boolean(),
    // Around the limits of price bands.
    amount: fc
      .tuple(fc.integer({ min: 0, max: 10 }), fc.constantFrom(-1, 0, 1, 2))
      .map(([n, step]) => Math.max(0, 4 ** n + step)),
    currency: fc.constantFrom('EUR', 'EUR', 'GBP'),
    stock: fc.constantFrom(0, 0, 1, 50),
    // Of a week, so that 50 in stock last for 5 days, for 500, or for good.
    sold: fc.constantFrom(0, 0, 1, 70),
  }),
  150,
).map(({ name, category, hasSku, amount, currency, stock, sold }, n) => {
  const {
    category: _,
    sku: __,
    ...bare
  } = aProduct({
    productId: anId(n),
    name: name.map(({ written }) => written).join(' '),
    price: { amount, currency },
    stock,
    recentSales: { day: TODAY, units: [sold, 0, 0, 0, 0, 0, 0] },
  });
  const product: Product = {
    ...bare,
    ...(category === undefined ? {} : { category: category.written }),
    ...(hasSku && { sku: `OAK-${n}` }),
  };
  return {
    product,
    plainName: name.map(({ plain }) => plain).join(' '),
    plainCategory: category?.plain,
    sold,
  };
});

beforeAll(async () => {
  await Promise.all(goods.map(({ product }) => products.add(product, { cause: aCause })));
  await database.feed('PRODUCTS_TABLE', index);
});

type Query = Partial<
  Record<'name' | 'category' | 'sku' | 'minPrice' | 'maxPrice' | 'currency' | 'inStock' | 'runsOut', string>
>;

/** The ids of all matches, in order, by brute force. */
function oracle({ name, category, sku, minPrice, maxPrice, currency, inStock, runsOut }: Query): string[] {
  return goods
    .filter(
      ({ product, plainName, plainCategory, sold }) =>
        (name === undefined || plainlyFound(name, plainName)) &&
        (category === undefined || plainCategory === category) &&
        (sku === undefined || product.sku?.toLowerCase() === sku) &&
        (minPrice === undefined || product.price.amount >= Number(minPrice)) &&
        (maxPrice === undefined || product.price.amount <= Number(maxPrice)) &&
        (currency === undefined || product.price.currency === currency) &&
        (inStock === undefined || String(product.stock > 0) === inStock) &&
        (runsOut === undefined || (sold === 70 ? product.stock > 0 : sold === 1 && product.stock === 1)),
    )
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(({ product }) => product.productId);
}

const key = ({ plainName, product }: (typeof goods)[number]) => `${plainName}\u0000${product.productId}`;

async function search(query: Query, limit: number) {
  const { items, sizes } = await allPagesOf<Product>((cursor) =>
    ask(handler, { query: { ...query, limit: String(limit), ...(cursor === undefined ? {} : { cursor }) } }),
  );
  return { ids: items.map(({ productId }) => productId), sizes };
}

const otherFilters: Omit<Required<Query>, 'sku'> = {
  name: 'oak',
  category: 'mobel',
  minPrice: '4',
  maxPrice: '70000',
  currency: 'EUR',
  inStock: 'true',
  runsOut: 'soon',
};
const skuOf = (id: string | undefined) =>
  goods.find(({ product }) => product.productId === id)?.product.sku?.toLowerCase();
/** That of a product which matches the other filters. */
const sku = oracle(otherFilters)
  .map(skuOf)
  .find((each) => each !== undefined);
if (sku === undefined) throw new Error('No product with a SKU matches the other filters');
const filters: Required<Query> = { ...otherFilters, sku };

describe('searching products finds exactly what brute force finds, in order', () => {
  const isPriced = ({ minPrice, maxPrice }: Query) => minPrice !== undefined || maxPrice !== undefined;
  const choices = everyChoiceOf(filters).filter((query) => !isPriced(query) || query.currency !== undefined);

  test.each(choices.map((query) => [JSON.stringify(query), query] as const))('%s', async (_, query) => {
    const { ids, sizes } = await search(query, 7);
    expect(ids).toEqual(oracle(query));
    expect(sizes.slice(0, -1).every((size) => size === 7)).toBe(true);
  });

  test('any random query, in pages of any size', async () => {
    const amount = fc.constantFrom('0', '1', '3', '4', '5', '1023', '1024', '1000000000');
    const queries = fc.record<Query>(
      {
        name: fc.constantFrom('o', 'oak', 'oaken', 'cafe 3', 'oeuf', 'x'),
        category: fc.constantFrom('mobel', 'food', 'none'),
        sku: fc.constantFrom(sku, ...goods.slice(0, 9).map((_, n) => `oak-${n}`), 'none'),
        minPrice: amount,
        maxPrice: amount,
        currency: fc.constantFrom('EUR', 'GBP', 'JPY'),
        inStock: fc.constantFrom('true', 'false'),
        runsOut: fc.constant('soon'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(queries, fc.integer({ min: 1, max: 100 }), async (query, limit) => {
        fc.pre(!(Number(query.minPrice) > Number(query.maxPrice)));
        fc.pre(!isPriced(query) || query.currency !== undefined);
        expect((await search(query, limit)).ids).toEqual(oracle(query));
      }),
      { numRuns: 60 },
    );
  });
});

test('a changed product is no longer found by its old values', async () => {
  const productId = anId(5000);
  const before = aProduct({ productId, name: 'Elm Chair', category: 'Seats', sku: 'CH-1', stock: 0 });
  const after: Product = {
    ...before,
    name: 'Ash Stool',
    category: 'Stools',
    sku: 'ST-1',
    stock: 3,
    price: { amount: 5, currency: 'EUR' },
    version: 2,
  };
  await products.add(before, { cause: aCause });
  await products.change(productId, () => after, { cause: aCause });
  await database.feed('PRODUCTS_TABLE', index);
  const finds = async (query: Query) => (await search(query, 100)).ids.includes(productId);
  for (const query of [
    { name: 'elm' },
    { name: 'c' },
    { category: 'seats' },
    { sku: 'ch-1' },
    { inStock: 'false' },
    { minPrice: '6', currency: 'EUR' },
  ]) {
    expect([query, await finds(query)]).toEqual([query, false]);
  }
  for (const query of [
    { name: 'ash' },
    { name: 's' },
    { category: 'stools' },
    { sku: 'st-1' },
    { inStock: 'true' },
    { maxPrice: '6', currency: 'EUR' },
    {},
  ]) {
    expect([query, await finds(query)]).toEqual([query, true]);
  }
});

test('a product is found by its SKU where names are typed', async () => {
  const product = { ...aProduct({ productId: anId(9998), sku: 'QQ-77/x' }) };
  await products.add(product, { cause: aCause });
  const { body } = await ask(handler, { query: { name: 'qq-77/X' } });
  expect(body).toMatchObject({ items: [{ productId: anId(9998) }], suggestion: { sku: 'qq-77/X' } });
});
