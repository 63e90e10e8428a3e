import { describe, expect, test } from 'vitest';
import { aNamedFile, type Sale } from '../testing/sales-file.ts';
import { pairOf } from './plan-entities.ts';
import type { Actual } from './verify-actual.ts';
import { differences } from './verify-compare.ts';
import { expectedFrom } from './verify-expected.ts';

const expectedOf = (sales: readonly Sale[], rejected: Parameters<typeof expectedFrom>[1] = []) =>
  expectedFrom([aNamedFile(sales)], rejected, undefined);

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
    expect(differences(expected, actualOf(2, 100))).toEqual([]);
  });

  test('names each service with different units', () => {
    expect(differences(expected, { ...actualOf(2, 100), byProduct: new Map() })).toEqual([
      'customer 1, product a: 2 in the files, 0 in Catalog',
    ]);
  });

  test('names purchases at another price or on another day', () => {
    const actual = actualOf(2, 100);
    const on = (day: string, amount: number) => ({
      ...actual,
      sales: new Map([[A, [{ quantity: 2, unitPrice: { amount, currency: 'GBP' }, day }]]]),
    });
    expect(differences(expected, on('2010-12-01', 300))).toEqual([
      'customer 1, product a: 2 × 255 GBP on 2010-12-01 in the files, 2 × 300 GBP on 2010-12-01 in Purchases',
    ]);
    expect(differences(expected, on('2010-12-02', 255))).toHaveLength(1);
  });

  test('names products that are missing, and stock that does not add up unless more was sold', () => {
    expect(differences(expected, { ...actualOf(2, 100), stock: new Map() })).toEqual([
      'product a is missing',
    ]);
    expect(differences(expected, actualOf(2, 99))).toEqual(['product a: 99 in stock + 2 sold is not 102']);
    expect(differences(expected, { ...actualOf(2, 99), sold: new Map([['a', 9]]) })).toEqual([]);
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
    expect(differences(expected, nothing)).toHaveLength(4);
  });
});
