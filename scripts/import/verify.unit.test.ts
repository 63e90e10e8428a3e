import { describe, expect, test } from 'vitest';
import { pairOf } from '../../sales-import/plan-entities.ts';
import { aNamedFile, type Sale } from '../../sales-import/testing/sales-file.ts';
import type { Actual } from './verify-actual.ts';
import { compare } from './verify-compare.ts';
import { expectedFrom } from './verify-expected.ts';

const expectedOf = (sales: readonly Sale[], rejected: Parameters<typeof expectedFrom>[1] = []) =>
  expectedFrom([aNamedFile(sales)], rejected, undefined);

const differencesOf = (...args: Parameters<typeof compare>) => compare(...args).differences;

const A = pairOf({ customer: { id: '1' }, sku: 'a' });
const sale = (fields: Sale): Sale => ({ CustomerID: '1', StockCode: 'A', ...fields });

const actualOf = (units: number, stock: number): Actual => ({
  byCustomer: new Map([[A, units]]),
  byProduct: new Map([[A, units]]),
  byPurchases: new Map([[A, units]]),
  sales: new Map([
    [A, [{ quantity: units, unitPrice: { amount: 255, currency: 'GBP' }, day: '2010-12-01' }]],
  ]),
  stock: new Map([['a', stock]]),
  sold: new Map([['a', units]]),
});

describe('what is expected', () => {
  test('is without what was returned, and without invalid lines', () => {
    const { units, products, emails } = expectedOf([
      sale({ Quantity: '2' }),
      sale({ Quantity: '2' }),
      sale({ Quantity: '5', StockCode: 'a', CustomerID: '1.0' }),
      sale({ InvoiceNo: 'C1', Quantity: '-2' }),
      sale({ InvoiceNo: 'C2', Quantity: '-3' }),
      sale({ InvoiceNo: 'C3', Quantity: '-9' }),
      sale({ UnitPrice: '0' }),
      sale({ CustomerID: '' }),
    ]);
    expect([...units]).toEqual([[A, 4]]);
    expect([...products]).toEqual([['a', 109]]);
    expect([...emails]).toEqual([['1', 'customer-1@import.example']]);
  });

  test('is without a line that the system rejected, but with its stock', () => {
    const sales = [sale({ Quantity: '2' }), sale({ Quantity: '5' })];
    const rejected = (reason: string) => [{ file: 'sales.csv', number: 3, reason }];
    const { units, products } = expectedOf(sales, rejected('insufficient stock'));
    expect([[...units], [...products]]).toEqual([[[A, 2]], [['a', 107]]]);
    expect([...expectedOf(sales, rejected('no customer')).units]).toEqual([[A, 7]]);
  });
});

describe('the comparison', () => {
  const expected = expectedOf([sale({ Quantity: '2' })]);

  test('finds no difference if units and stock add up', () => {
    expect(differencesOf(expected, actualOf(2, 100))).toEqual([]);
  });

  test('names each service with different units', () => {
    expect(differencesOf(expected, { ...actualOf(2, 100), byProduct: new Map() })).toEqual([
      'customer 1, product a: 2 in the files, 0 in Catalog',
    ]);
  });

  test('names purchases at another price or on another day', () => {
    const actual = actualOf(2, 100);
    const on = (day: string, amount: number) => ({
      ...actual,
      sales: new Map([[A, [{ quantity: 2, unitPrice: { amount, currency: 'GBP' }, day }]]]),
    });
    expect(differencesOf(expected, on('2010-12-01', 300))).toEqual([
      'customer 1, product a: 2 × 255 GBP on 2010-12-01 in the files, 2 × 300 GBP on 2010-12-01 in Purchases',
    ]);
    expect(differencesOf(expected, on('2010-12-02', 255))).toHaveLength(1);
  });

  test('names products that are missing, and stock that does not add up unless more was sold', () => {
    expect(differencesOf(expected, { ...actualOf(2, 100), stock: new Map() })).toEqual([
      'product a is missing',
    ]);
    expect(differencesOf(expected, actualOf(2, 99))).toEqual(['product a: 99 in stock + 2 sold is not 102']);
    expect(differencesOf(expected, { ...actualOf(2, 99), sold: new Map([['a', 9]]) })).toEqual([]);
  });

  test('names everything of files that were never imported', () => {
    const nothing = {
      byCustomer: new Map(),
      byProduct: new Map(),
      byPurchases: new Map(),
      sales: new Map(),
      stock: new Map(),
      sold: new Map(),
    };
    expect(differencesOf(expected, nothing)).toHaveLength(4);
  });
});

describe('returns of purchases that are in other files', () => {
  const returned = sale({ InvoiceNo: 'C1', Quantity: '-1', InvoiceDate: '2010-11-01' });
  const sold = sale({ Quantity: '2' });
  const bought = (quantity: number, day: string) => ({
    quantity,
    unitPrice: { amount: 255, currency: 'GBP' },
    day,
  });

  test('keep their customer and product from being compared, and the stock, unless the import rejected them', () => {
    const other = sale({ CustomerID: '2', Quantity: '3', StockCode: 'B' });
    const { elsewhere } = expectedOf([sold, returned, other]);
    expect([...elsewhere]).toEqual([A]);
    expect(differencesOf(expectedOf([sold, returned]), actualOf(2, 7))).toEqual([]);
    expect(differencesOf(expectedOf([sold, returned]), actualOf(1, 7))).toEqual([]);
    const rejected = [{ file: 'sales.csv', number: 3, reason: 'return without a matching purchase' }];
    expect(differencesOf(expectedOf([sold, returned], rejected), actualOf(1, 7))).not.toEqual([]);
    expect(differencesOf(expectedOf([sold, returned, other]), actualOf(1, 7))).toEqual([
      ...['Customer', 'Catalog', 'Purchases'].map(
        (name) => `customer 2, product b: 3 in the files, 0 in ${name}`,
      ),
      'product b is missing',
    ]);
  });

  test('may have taken back another purchase than if all files were imported together', () => {
    const [early, late] = [
      sale({ Quantity: '1', InvoiceDate: '2010-12-01' }),
      sale({ Quantity: '3', InvoiceDate: '2010-12-02' }),
    ];
    const taken = sale({ InvoiceNo: 'C1', Quantity: '-1', InvoiceDate: '2010-12-03' });
    const actual = {
      ...actualOf(3, 101),
      sales: new Map([[A, [bought(1, '2010-12-01'), bought(2, '2010-12-02')]]]),
    };
    const apart = expectedFrom([aNamedFile([early]), aNamedFile([late, taken], 'b.csv')], [], undefined);
    expect(compare(apart, actual)).toEqual({ differences: [], otherReturns: new Set([A]) });
    expect(differencesOf(expectedOf([early, late, taken]), actual)).toHaveLength(1);
  });
});
