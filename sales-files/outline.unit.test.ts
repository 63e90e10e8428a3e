import { expect, test } from 'vitest';
import { readSales } from './read-sales.ts';
import { SalesFileError } from './sales-file-error.ts';

const read = (text: string, options = {}) => readSales(new TextEncoder().encode(text), options);

function errorOf(work: () => unknown): SalesFileError {
  try {
    work();
  } catch (error) {
    if (error instanceof SalesFileError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

test('the outline of a file has each column with some of its values', () => {
  const { understood } = read('Order;SKU;Preis;Kunde\n1;A;2,50;7\n\n1;B;2,50;7\n2;A;3,00;\n', {
    currency: 'EUR',
  });
  expect(understood).toMatchObject({
    encoding: 'utf-8',
    delimiter: ';',
    header: ['Order', 'SKU', 'Preis', 'Kunde'],
    examples: [['1', '2'], ['A', 'B'], ['2,50', '3,00'], ['7']],
    columns: [
      ['invoiceNo', 'Order'],
      ['stockCode', 'SKU'],
      ['unitPrice', 'Preis'],
      ['customerName', 'Kunde'],
    ],
  });
});

test.each([
  ['a column is missing', 'SKU,Amt,Customer ID\nA,2.50,7\n', {}, ['SKU', 'Amt', 'Customer ID']],
  ['the currency is missing', 'SKU,Price,Customer ID\nA,2.50,7\n', {}, ['SKU', 'Price', 'Customer ID']],
  [
    'a mapping names a column that is not there',
    'SKU,Price,Customer ID\nA,2.50,7\n',
    { mapping: { quantity: 'Menge' } },
    ['SKU', 'Price', 'Customer ID'],
  ],
])('a file that is refused has an outline, too: %s', (_, text, options, header) => {
  const { outline } = errorOf(() => read(text, options));
  expect(outline).toMatchObject({ header, examples: [['A'], ['2.50'], ['7']] });
  expect(outline?.columns).toContainEqual(['stockCode', 'SKU']);
});

test('what is no table has none', () => {
  expect(errorOf(() => read('')).outline).toBeUndefined();
});
