import { expect, test } from 'vitest';
import { aSalesFile, type Sale } from '../testing/sales-file.ts';
import { classify, minorUnits, reasons } from './classify-line.ts';

const verdictOn = (sale: Sale) => aSalesFile([sale]).lines.map(classify)[0];

test('a line with customer, quantity and price is a purchase, with the price in pence', () => {
  expect(verdictOn({ Quantity: '6', UnitPrice: '2.55' })).toEqual({
    kind: 'purchase',
    quantity: 6,
    amount: 255,
  });
});

test('a negative quantity on an invoice that begins with C is a cancellation, whatever its price', () => {
  expect(verdictOn({ InvoiceNo: 'C536379', Quantity: '-1', UnitPrice: '0' })).toEqual({
    kind: 'cancellation',
    quantity: 1,
  });
});

test.each<[string, Sale]>([
  [reasons.noCustomer, { CustomerID: ' ' }],
  [reasons.noCustomer, { CustomerID: '', UnitPrice: '0' }],
  [reasons.priceZero, { UnitPrice: '0' }],
  [reasons.priceZero, { UnitPrice: '0.0' }],
  [reasons.priceZero, { UnitPrice: '0.004' }],
  [reasons.badPrice, { UnitPrice: '' }],
  [reasons.badPrice, { UnitPrice: '-11062.06' }],
  [reasons.badPrice, { UnitPrice: '10000001' }],
  [reasons.badQuantity, { Quantity: '0' }],
  [reasons.badQuantity, { Quantity: '1.5' }],
  [reasons.badQuantity, { Quantity: 'many' }],
  [reasons.badQuantity, { Quantity: '1000001' }],
  [reasons.badQuantity, { InvoiceNo: 'C1', Quantity: '1' }],
  [reasons.negativeQuantity, { Quantity: '-5' }],
  [reasons.noProduct, { StockCode: '' }],
  [reasons.noProduct, { StockCode: 'X'.repeat(65) }],
])('%s: %j', (reason, sale) => {
  expect(verdictOn(sale)).toEqual({ kind: 'rejected', reason });
});

test.each([
  ['2.55', 255],
  ['2,5', 250],
  ['3', 300],
  ['0.005', 1],
  ['1.005', 101],
  ['27.499', 2750],
  ['10000000', 1_000_000_000],
])('the price %s is %i minor units', (price, amount) => {
  expect(minorUnits(price)).toBe(amount);
});
