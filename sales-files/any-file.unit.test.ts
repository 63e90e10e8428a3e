import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalsOf } from './currencies.ts';
import { readSales, type SalesFile } from './read-sales.ts';
import { SalesFileError } from './sales-file-error.ts';

/** What a file has, or undefined if it is refused as a whole. */
function readAny(bytes: Uint8Array): SalesFile | undefined {
  try {
    return readSales(bytes, { currency: 'EUR', dates: 'day-first' });
  } catch (error) {
    if (error instanceof SalesFileError) return undefined;
    throw error;
  }
}

const cells = fc.oneof(
  fc.constantFrom(
    '',
    '1',
    '-2',
    '1,299',
    '1.299,50',
    '€3.50',
    '(4.00)',
    '01/02/2024',
    '2024-13-45',
    'Ada',
    '="007"',
    'nan',
    'TOTAL',
  ),
  fc.constantFrom(
    '9'.repeat(40),
    '0.'.padEnd(60, '3'),
    '"',
    '""',
    '\u0000',
    '\ufeff',
    '😀',
    '\ud800',
    'é'.repeat(300),
  ),
  fc.string(),
);
const headers = fc.shuffledSubarray(
  [
    'Order',
    'SKU',
    'Product',
    'Qty',
    'Price',
    'Total',
    'Date',
    'Time',
    'Customer ID',
    'Email',
    'Country',
    'Status',
    'Currency',
    'x',
  ],
  { minLength: 3 },
);
const delimiters = fc.constantFrom(',', ';', '\t', '|');

test('any table has sales that can be made, and refuses each other line with a reason', () => {
  fc.assert(
    fc.property(
      headers,
      fc.array(fc.array(cells, { maxLength: 16 }), { maxLength: 8 }),
      delimiters,
      (header, records, delimiter) => {
        const text = [header, ...records].map((record) => record.join(delimiter)).join('\n');
        const file = readAny(new TextEncoder().encode(text));
        for (const { quantity, unitPrice, total, sku, customer, soldAt, key } of file?.lines ?? []) {
          expect(Number.isSafeInteger(quantity) && quantity !== 0).toBe(true);
          expect(Number.isSafeInteger(unitPrice.amount) && unitPrice.amount > 0).toBe(true);
          expect(Number.isSafeInteger(total) && total >= 0).toBe(true);
          expect(decimalsOf(unitPrice.currency)).toBeLessThan(5);
          expect(sku !== '' && customer.id !== '').toBe(true);
          if (soldAt !== undefined) expect(new Date(soldAt).toISOString()).toBe(soldAt);
          expect(key).toMatch(/^[0-9a-f-]{36}$/);
        }
        for (const { reason } of file?.refused ?? []) expect(reason).not.toBe('');
        const keys = file?.lines.map(({ key }) => key) ?? [];
        expect(new Set(keys).size).toBe(keys.length);
      },
    ),
    { numRuns: 1000 },
  );
});

test('any bytes are read, or refused in words', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      readAny(bytes);
    }),
    { numRuns: 2000 },
  );
});
