import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ProductQuery, productQuerySchema } from '../../../contracts/catalog/queries.ts';
import { LOW_STOCK, SOLD_LATELY_DAYS, SOON_DAYS } from '../../../contracts/catalog/shapes.ts';
import { partitionsOf, rowsOf } from '../../../shared/search/search-row.ts';
import { MAX_MERGED, MAX_OTHER_TERMS } from '../../../shared/search/terms.ts';
import { NOW } from '../../../shared/testing/fixed.ts';
import { MAX_AMOUNT } from '../../../shared/values/money.ts';
import { nameWords } from '../../../shared/values/name-words.ts';
import { aProduct } from '../testing/builders.ts';
import { leadsOf, matchesProduct, matchesQuery, searchableProducts } from './product-search.ts';
import { soldLately } from './recent-sales.ts';

/** Amounts of every magnitude, and around the limits of price bands. */
const amount = fc.oneof(
  fc.integer({ min: 0, max: MAX_AMOUNT }),
  fc
    .tuple(fc.integer({ min: 0, max: 28 }), fc.constantFrom(-1, 0, 1))
    .map(([n, step]) => Math.max(0, 2 ** n + step)),
);

const products = fc
  .record({
    amount,
    stock: fc.constantFrom(0, 1, LOW_STOCK, LOW_STOCK + 1),
    lowStockAt: fc.constantFrom(0, 1, LOW_STOCK, LOW_STOCK + 1),
    category: fc.constantFrom('Furniture', 'MÖBEL'),
    sku: fc.constantFrom('OAK-6', 'elm-4'),
    currency: fc.constantFrom('EUR', 'JPY'),
    units: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: SOLD_LATELY_DAYS }),
  })
  .map(({ amount, currency, units, ...fields }) =>
    aProduct({ ...fields, price: { amount, currency }, recentSales: { day: '2026-03-14', units } }),
  );

const times = fc.constantFrom(
  '2026-03-14T12:00:00.000Z',
  '2026-03-16T00:00:00.000Z',
  '2026-05-01T00:00:00.000Z',
);

const queries: fc.Arbitrary<ProductQuery> = fc
  .record(
    {
      name: fc.constantFrom('oak', 'ta oa', 'o'),
      category: fc.constantFrom('furniture', 'Mobel'),
      sku: fc.constantFrom('oak-6', 'ELM-4'),
      minPrice: amount,
      maxPrice: amount,
      inStock: fc.boolean(),
      lowStock: fc.boolean(),
      runsOut: fc.constantFrom(undefined, 'soon' as const),
      currency: fc.constantFrom('EUR', 'JPY'),
    },
    { requiredKeys: ['currency'] },
  )
  .map(({ currency, ...query }) =>
    query.minPrice === undefined && query.maxPrice === undefined ? query : { ...query, currency },
  );

const matches = (query: ProductQuery, product = aProduct(), now: string = NOW): boolean =>
  matchesQuery(query)({
    words: nameWords(product.name),
    facets: searchableProducts.entryOf(product).facets,
  }) && matchesProduct(query, now)(product);

describe('each lead of a query', () => {
  test('contains every match exactly once', () => {
    fc.assert(
      fc.property(products, queries, times, (product, query, now) => {
        fc.pre(matches(query, product, now));
        const rows = rowsOf(searchableProducts, product).map(({ term }) => term);
        for (const lead of leadsOf(query)) {
          const read = lead.flatMap(partitionsOf).filter((term) => rows.includes(term));
          expect(read, JSON.stringify(lead)).toHaveLength(1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('says of all lists that it merges that they are merged', () => {
    fc.assert(
      fc.property(queries, (query) => {
        for (const lead of leadsOf(query).filter(({ length }) => length > 1)) {
          for (const { value, merged } of lead) expect(merged, value).toBe(true);
        }
      }),
    );
  });

  test('merges few partitions', () => {
    fc.assert(
      fc.property(queries, (query) => {
        for (const lead of leadsOf(query)) {
          expect(lead.flatMap(partitionsOf).length).toBeLessThanOrEqual(MAX_MERGED);
        }
      }),
    );
  });

  test.each<[ProductQuery, string[][]]>([
    [{ sku: 'OAK-6', name: 'oak', inStock: true }, [['sku:oak-6']]],
    [
      { name: 'oak table', category: 'Furniture' },
      [['name:tab', 'names:long'], ['name:oak', 'names:long'], ['category:furniture']],
    ],
    [{ category: 'Möbel', minPrice: 5, currency: 'EUR' }, [['category:mobel']]],
    [
      { category: 'Möbel', minPrice: 5, maxPrice: 9, currency: 'EUR' },
      [['category:mobel:EUR:3', 'category:mobel:EUR:4']],
    ],
    [
      { inStock: false, maxPrice: 1, currency: 'JPY' },
      [['stock:out:in:JPY'], ['price:JPY:0', 'price:JPY:1']],
    ],
    [{ minPrice: 4, maxPrice: 15, currency: 'EUR', inStock: true }, [['price:EUR:3', 'price:EUR:4']]],
    [{ lowStock: true, inStock: true }, [['stock:low']]],
    [{ lowStock: true }, [['stock:low', 'stock:out']]],
    [
      { lowStock: true, category: 'Möbel', currency: 'EUR' },
      [['stock:low:of:mobel', 'stock:out:of:mobel'], ['category:mobel']],
    ],
    [{ runsOut: 'soon' }, [['stock:soon', 'stock:low']]],
    [
      { runsOut: 'soon', lowStock: false, inStock: true, currency: 'EUR' },
      [['stock:soon:in:EUR'], ['currency:EUR']],
    ],
    [{ runsOut: 'soon', lowStock: true }, [['stock:low']]],
    [{ minPrice: 5, currency: 'EUR' }, [['currency:EUR']]],
    [{ currency: 'EUR' }, [['currency:EUR']]],
    [{ inStock: true }, [['all']]],
    [{ lowStock: false }, [['all']]],
    [{}, [['all']]],
  ])('of %j is in %j', (query, leads) => {
    expect(leadsOf(query).map((lead) => lead.map(({ value }) => value))).toEqual(leads);
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

  test('by when it runs out, told as of now and not as of its last sale', () => {
    fc.assert(
      fc.property(products, times, (product, now) => {
        const { days, units } = soldLately(product.recentSales, now);
        const daysLeft = product.stock / (units / days);
        const isSoon = product.stock > 0 && daysLeft <= SOON_DAYS;
        expect(matches({ runsOut: 'soon' }, product, now)).toBe(isSoon);
      }),
      { numRuns: 1000 },
    );
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

  test.each([
    [40, 40, true],
    [41, 40, false],
    [1, 0, false],
    [0, 0, true],
    [LOW_STOCK, undefined, true],
    [LOW_STOCK + 1, undefined, false],
  ])('by its own threshold: %d in stock, low at %s', (stock, lowStockAt, isLow) => {
    const { lowStockAt: _, ...bare } = aProduct({ stock });
    const product = lowStockAt === undefined ? bare : { ...bare, lowStockAt };
    expect(matches({ lowStock: true }, product)).toBe(isLow);
    expect(matches({ lowStock: false }, product)).toBe(!isLow);
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
  const termsOf = (product = aProduct()) =>
    searchableProducts.entryOf(product).terms.map(({ value, spread }) => `${value} ${spread}`);

  test('has a term for its currency, its price, its category, category and price, low stock and its SKU', () => {
    expect(termsOf(aProduct({ stock: LOW_STOCK }))).toEqual([
      'currency:EUR sharded',
      'price:EUR:15 single',
      'category:furniture sharded',
      'category:furniture:EUR:15 single',
      'stock:low sharded',
      'stock:low:in:EUR single',
      'stock:low:of:furniture single',
      'sku:oak-6 single',
    ]);
  });

  test('has no term for a stock that is not low, a missing category or SKU', () => {
    const { category: _, sku: __, ...bare } = aProduct({ stock: LOW_STOCK + 1 });
    expect(termsOf(bare)).toEqual(['currency:EUR sharded', 'price:EUR:15 single']);
  });

  test.each([
    [LOW_STOCK + 1, 'in'],
    [LOW_STOCK, 'low'],
    [1, 'low'],
    [0, 'out'],
  ])('has its price, its currency, its level of %d in stock, and its category as facets', (stock, level) => {
    const { facets } = searchableProducts.entryOf(aProduct({ stock }));
    expect(facets).toEqual([24900, 'EUR', level, 'furniture']);
    expect(searchableProducts.facets.parse(facets)).toEqual(facets);
  });

  test.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [1023, 10],
    [1024, 11],
  ])('puts a price of %d into band %d', (amount, band) => {
    expect(termsOf(aProduct({ price: { amount, currency: 'EUR' } }))[1]).toBe(`price:EUR:${band} single`);
  });
});

test('the index rows of a product fit into the transaction of a rename', () => {
  expect(searchableProducts.entryOf(aProduct()).terms.length).toBeLessThanOrEqual(MAX_OTHER_TERMS);
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
