import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ProductQuery, productQuerySchema } from '../../../contracts/catalog/queries.ts';
import { LOW_STOCK } from '../../../contracts/catalog/shapes.ts';
import { MAX_OTHER_TERMS } from '../../../shared/search/terms.ts';
import { MAX_AMOUNT } from '../../../shared/values/money.ts';
import { nameWords } from '../../../shared/values/name-words.ts';
import { aProduct } from '../testing/builders.ts';
import { leadTerms, matchesQuery, productEntry, productFacetsSchema } from './product-search.ts';

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
    stock: fc.constantFrom(0, 1, LOW_STOCK, LOW_STOCK + 1),
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
      lowStock: fc.boolean(),
      currency: fc.constantFrom('EUR', 'JPY'),
    },
    { requiredKeys: ['currency'] },
  )
  .map(({ currency, ...query }) =>
    query.minPrice === undefined && query.maxPrice === undefined ? query : { ...query, currency },
  );

const matches = (query: ProductQuery, product = aProduct()): boolean =>
  matchesQuery(query)({ words: nameWords(product.name), facets: productEntry(product).facets });

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
    ['stock:low', { lowStock: true, inStock: true }],
    ['all', { lowStock: false }],
    ['all', { minPrice: 5 }],
    ['price:EUR:2', { minPrice: 5, currency: 'EUR' }],
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

  test('by whether its stock is low', () => {
    const isLow = (stock: number) =>
      [true, false].map((lowStock) => matches({ lowStock }, aProduct({ stock })));
    expect(isLow(LOW_STOCK)).toEqual([true, false]);
    expect(isLow(LOW_STOCK + 1)).toEqual([false, true]);
  });

  test('by the words of its name', () => {
    expect([matches({ name: 'oak ta' }), matches({ name: 'elm' })]).toEqual([true, false]);
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

describe('the index entry of a product', () => {
  test('has a term for its price, its stock, its category and its SKU', () => {
    expect(productEntry(aProduct({ stock: LOW_STOCK }))).toEqual({
      id: aProduct().productId,
      name: 'Oak Table',
      terms: [
        { value: 'price:EUR:8', spread: 'sharded' },
        { value: 'stock:in', spread: 'sharded' },
        { value: 'stock:low', spread: 'sharded' },
        { value: 'category:furniture', spread: 'sharded' },
        { value: 'sku:oak-6', spread: 'single' },
      ],
      facets: {
        amount: 24900,
        currency: 'EUR',
        inStock: true,
        lowStock: true,
        category: 'furniture',
        sku: 'oak-6',
      },
    });
  });

  test('has facets that are read back unchanged', () => {
    const { facets } = productEntry(aProduct());
    expect(productFacetsSchema.parse(facets)).toEqual(facets);
  });

  test('has no term for a missing category or SKU', () => {
    const { category: _, sku: __, ...bare } = aProduct({ stock: LOW_STOCK + 1 });
    const { terms, facets } = productEntry(bare);
    expect(terms.map(({ value }) => value)).toEqual(['price:EUR:8', 'stock:in']);
    expect(facets).toStrictEqual({ amount: 24900, currency: 'EUR', inStock: true, lowStock: false });
  });

  test.each([
    [0, 0],
    [1, 1],
    [3, 1],
    [4, 2],
    [15, 2],
    [16, 3],
  ])('puts a price of %d into band %d', (amount, band) => {
    const { terms } = productEntry(aProduct({ price: { amount, currency: 'EUR' } }));
    expect(terms[0]?.value).toBe(`price:EUR:${band}`);
  });
});

test('a price range is read from the bands that it overlaps', () => {
  const bands = leadTerms({ currency: 'EUR', minPrice: 4, maxPrice: 63 }).map(({ value }) => value);
  expect(bands).toEqual(['price:EUR:2', 'price:EUR:3']);
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
