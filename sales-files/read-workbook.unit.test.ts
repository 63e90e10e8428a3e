import { expect, test } from 'vitest';
import { readSalesFile } from './read-sales.ts';
import { workbookOf } from './testing/workbook.ts';

const HEADER = ['Order', 'SKU', 'Product', 'Qty', 'Price', 'Date', 'Customer ID'];

test('the sheet of a workbook with the sales is read, with its numbers, days and texts as they are', async () => {
  const bytes = workbookOf({
    Notes: [['Sales of', 'March']],
    Sales: [
      ['Sales by item'],
      HEADER,
      ['1', '00123', 'Tea', 2, 1.299, new Date('2024-03-05T10:15:00Z'), 901],
      ['2', 124, 'Jam', 1, 1250, new Date('2024-03-06'), 902],
      [undefined, undefined, undefined, undefined, undefined, undefined, undefined],
      ['3', 'T3', 'Rug', '1,5', 7, new Date('2024-03-06'), 902],
    ],
  });
  const { lines, refused, understood } = await readSalesFile(bytes, { currency: 'EUR' });
  expect(
    lines.map(({ number, sku, quantity, unitPrice, soldAt, customer }) => [
      number,
      sku,
      quantity,
      unitPrice.amount,
      soldAt,
      customer.id,
    ]),
  ).toEqual([
    [3, '00123', 2, 130, '2024-03-05T10:15:00.000Z', '901'],
    [4, '124', 1, 125_000, '2024-03-06T00:00:00.000Z', '902'],
  ]);
  expect(refused.map(({ number, reason }) => `${number} ${reason}`)).toEqual([
    '6 quantity “1,5” is not a whole number',
  ]);
  expect(understood).toMatchObject({ encoding: 'the sheet “Sales” of an Excel workbook', delimiter: '' });
});

test('another archive, or a damaged workbook, is refused by its name', async () => {
  const zip = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0]);
  await expect(readSalesFile(zip)).rejects.toThrow(/zip archive, but no Excel workbook/);
  await expect(readSalesFile(workbookOf({ Sheet1: [] }))).rejects.toThrow('The workbook is empty.');
});
