import { expect, test } from 'vitest';
import { UsageError } from '../terminal/usage-error.ts';
import { columnsFrom, defaultColumns, positionsIn } from './columns.ts';

test('a mapping overrides the columns it names and keeps the others', () => {
  expect(columnsFrom('quantity=Menge, customerId=Kunde')).toEqual({
    ...defaultColumns,
    quantity: 'Menge',
    customerId: 'Kunde',
  });
});

test.each(['Menge', 'menge=Quantity', '=Menge'])(
  'the mapping %j is refused with a list of the fields',
  (mapping) => {
    expect(() => columnsFrom(mapping)).toThrow(UsageError);
    expect(() => columnsFrom(mapping)).toThrow(/fields are invoiceNo, stockCode/);
  },
);

test('a field that every purchase needs cannot be mapped to nothing', () => {
  expect(() => columnsFrom('quantity=')).toThrow(
    new UsageError('--mapping must name a column for quantity.'),
  );
});

test('columns are found in any order and in any case', () => {
  const header = Object.values(defaultColumns)
    .toReversed()
    .map((name) => name.toUpperCase());
  expect(positionsIn(header, defaultColumns)).toMatchObject({ country: 0, invoiceNo: 7 });
});
