import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ProductQuery, productQuerySchema } from '../../../contracts/catalog/queries.ts';
import { MAX_OTHER_TERMS } from '../../../shared/search/terms.ts';
import { wordsOf } from '../../../shared/values/fold.ts';
import { MAX_AMOUNT } from '../../../shared/values/money.ts';
import { aProduct } from '../testing/builders.ts';
import { leadTerms, matchesQuery, productEntry } from './product-search.ts';

/** Amounts of every magnitude, and around the limits of price bands. */
const amount = fc.oneof(
  fc.integer({ min: 0, max: MAX_AMOUNT }),
  fc
    .tuple(fc.integer({ min: 0, max: 14 }), fc.constantFrom(-1, 0, 1))
    .map(([n, step]) => Math.max(0, 4 ** n + step)),
);

const products = fc
  .record({
    amount,
    stock: fc.constantFrom(0, 1, 7),
    category: fc.constantFrom('Furniture', 'MÖBEL'),
    sku: fc.constantFrom('OAK-6', 'elm-4'),
    currency: fc.constantFrom('EUR', 'JPY'),
  })
  .map(({ amount, currency, ...fields }) => aProduct({ ...fields, price: { amount, currency } }));

const queries: fc.Arbitrary<ProductQuery> = fc
  .record(
    {
      category: fc.constantFrom('furniture', 'Mobel'),
      sku: fc.constantFrom('oak-6', 'ELM-4'),
      minPrice: amount,
      maxPrice: amount,
      inStock: fc.boolean(),
      currency: fc.constantFrom('EUR', 'JPY'),
    },
    { requiredKeys: ['currency'] },
  )
  .map(({ currency, ...query }) =>
    query.minPrice === undefined && query.maxPrice === undefined ? query : { ...query, currency },
  );

const matches = (query: ProductQuery, product = aProduct()): boolean =>
  matchesQuery(query)({ words: wordsOf(product.name), facets: productEntry(product).facets });

describe('the lists that are read for a query', () => {
  test('together contain every match exactly once', () => {
    fc.assert(
      fc.property(products, queries, (product, query) => {
        fc.pre(matches(query, product));
        const terms = ['all', ...productEntry(product).terms.map(({ value }) => value)];
        expect(leadTerms(query).filter(({ value }) => terms.includes(value))).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, ProductQuery]>([
    ['sku:oak-6', { sku: 'OAK-6', name: 'oak', inStock: true }],
    ['name:tab', { name: 'oak table', category: 'Furniture' }],
    ['category:mobel', { category: 'Möbel', minPrice: 5 }],
    ['stock:out', { inStock: false, maxPrice: 5 }],
    ['price:JPY:0', { maxPrice: 5, currency: 'JPY', inStock: true }],
    ['all', { currency: 'EUR' }],
    ['stock:in', { inStock: true }],
    ['all', {}],
  ])('start with the most selective: %s', (lead, query) => {
    expect(leadTerms(query)[0]?.value).toBe(lead);
  });
});

describe('a product matches', () => {
  test('by price, limits included', () => {
    expect([24899, 24900, 24901].map((minPrice) => matches({ minPrice }))).toEqual([true, true, false]);
    expect([24899, 24900, 24901].map((maxPrice) => matches({ maxPrice }))).toEqual([false, true, true]);
  });

  test('by currency: the same amount in another currency does not match', () => {
    expect(matches({ minPrice: 24900, maxPrice: 24900, currency: 'EUR' })).toBe(true);
    expect(matches({ minPrice: 24900, maxPrice: 24900, currency: 'GBP' })).toBe(false);
    expect(matches({ currency: 'GBP' })).toBe(false);
  });

  test('by availability', () => {
    expect([true, false].map((inStock) => matches({ inStock }, aProduct({ stock: 1 })))).toEqual([
      true,
      false,
    ]);
    expect([true, false].map((inStock) => matches({ inStock }, aProduct({ stock: 0 })))).toEqual([
      false,
      true,
    ]);
  });

  test('by the full category and the full SKU, ignoring case', () => {
    expect(matches({ category: 'FURNITURE', sku: 'oak-6' })).toBe(true);
    expect(matches({ category: 'Furn' })).toBe(false);
    expect(matches({ sku: 'OAK' })).toBe(false);
  });

  test('no category if it has none', () => {
    const { category: _, ...bare } = aProduct();
    expect(matches({ category: 'Furniture' }, bare)).toBe(false);
  });
});

test('the index rows of a product fit into the transaction of a rename', () => {
  expect(productEntry(aProduct()).terms.length).toBeLessThanOrEqual(MAX_OTHER_TERMS);
});

test.each([
  [{ minPrice: '5', maxPrice: '4', currency: 'EUR' }, ['maxPrice']],
  [{ minPrice: '5' }, ['currency']],
  [{ maxPrice: '5', currency: 'XXZ' }, ['currency']],
  [{ minPrice: '-1', inStock: 'yes', include: 'products' }, ['currency', 'inStock', 'include', 'minPrice']],
])('the query %j is refused, naming each bad parameter', (query, paths) => {
  const { error } = productQuerySchema.safeParse(query);
  expect(error?.issues.map((issue) => issue.path.join('.')).toSorted()).toEqual(paths);
});
