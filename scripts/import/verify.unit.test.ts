import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { type Sale, salesText } from '../testing/sales-file.ts';
import { defaultColumns } from './columns.ts';
import type { Actual } from './verify-actual.ts';
import { differences } from './verify-compare.ts';
import { expectedFrom } from './verify-expected.ts';

type Row = Record<string, string>;
const rowsOf = (sales: readonly Sale[]): Row[] => parse<Row>(salesText(sales), { columns: true });

const expectedOf = (sales: readonly Sale[], rejected: readonly Row[] = []) =>
  expectedFrom(rowsOf(sales), rejected, defaultColumns, undefined);

const A = 'customer 1, product A';
const sale = (fields: Sale): Sale => ({ CustomerID: '1', StockCode: 'A', ...fields });

const actualOf = (units: number, stock: number): Actual => ({
  byCustomer: new Map([[A, units]]),
  byProduct: new Map([[A, units]]),
  byPurchases: new Map([[A, units]]),
  stock: new Map([['A', stock]]),
  sold: new Map([['A', units]]),
});

test('cancelled and invalid lines of a file are not expected as sold', () => {
  const { units, initialStock } = expectedOf([
    sale({ Quantity: '2' }),
    sale({ Quantity: '2' }),
    sale({ Quantity: '5' }),
    sale({ InvoiceNo: 'C1', Quantity: '-2' }),
    sale({ InvoiceNo: 'C2', Quantity: '-3' }),
    sale({ Quantity: '-5' }),
    sale({ UnitPrice: '0' }),
    sale({ CustomerID: '' }),
  ]);
  expect([...units]).toEqual([[A, 7]]);
  expect([...initialStock]).toEqual([['A', 109]]);
});

test('a line that the system rejected is not expected as sold, but its stock is', () => {
  const sales = [sale({ Quantity: '2' }), sale({ Quantity: '5' })];
  const rejected = rowsOf(sales)
    .slice(1)
    .map((row) => ({ ...row, Line: '3', Reason: 'insufficient stock' }));
  const { units, initialStock } = expectedOf(sales, rejected);
  expect([[...units], [...initialStock]]).toEqual([[[A, 2]], [['A', 107]]]);
});

test('a rejected line is still expected if the file does not show its reason', () => {
  const sales = [sale({ Quantity: '2' })];
  const rejected = rowsOf(sales).map((row) => ({ ...row, Line: '2', Reason: 'no customer' }));
  expect([...expectedOf(sales, rejected).units]).toEqual([[A, 2]]);
});

test('there is no difference if units and stock add up', () => {
  expect(differences(expectedOf([sale({ Quantity: '2' })]), actualOf(2, 100))).toEqual([]);
});

test('each service with different units is reported, and so is stock that does not add up', () => {
  const expected = expectedOf([sale({ Quantity: '2' })]);
  expect(differences(expected, { ...actualOf(3, 0), byPurchases: new Map() })).toEqual([
    `${A}: 2 in the file, 3 in Customer`,
    `${A}: 2 in the file, 3 in Catalog`,
    `${A}: 2 in the file, 0 in Purchases`,
    'product A: 0 in stock + 3 sold is not 102',
  ]);
});

test('units that are not in the file are a difference, too', () => {
  const expected = expectedOf([]);
  expect(differences(expected, actualOf(1, 0))).toHaveLength(3);
});
