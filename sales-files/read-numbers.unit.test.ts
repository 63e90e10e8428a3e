import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOf, markOf, readCell, unquoted } from './read-numbers.ts';

test.each([
  ['12.50', '.'],
  ['1,299.00', '.'],
  ['12,5', ','],
  ['1.299,00', ','],
  ['1 299,50', ','],
  ['£45.00', '.'],
  ['0.125', '.'],
  ['1.299', undefined],
  ['1,299', undefined],
  ['1299', undefined],
  ['tea', undefined],
])('%s tells the decimal separator %s', (cell, decimal) => {
  expect(decimalOf([cell])).toBe(decimal);
});

test('a column whose cells contradict each other tells nothing', () => {
  expect(decimalOf(['12.50', '12,50', '13.50'])).toBeUndefined();
});

const locales = fc.constantFrom('en-GB', 'de-DE', 'de-CH', 'fr-FR', 'pl-PL', 'es-ES', 'sv-SE');
const amounts = fc.integer({ min: 0, max: 99_999_999 }).map((cents) => cents / 100);

test('a column of prices in any locale is read as it was written, if one of them tells', () => {
  fc.assert(
    fc.property(
      locales,
      fc.array(amounts, { minLength: 1 }),
      fc.constantFrom('', '€', '$'),
      (locale, prices, mark) => {
        const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 });
        const cells = prices.map((price) => `${mark}${format.format(price)}`);
        const decimal = decimalOf(cells);
        for (const [n, cell] of cells.entries()) {
          expect(readCell(cell, decimal), cell).toEqual({ kind: 'number', value: String(prices[n]) });
        }
      },
    ),
  );
});

describe('beside the digits', () => {
  test.each([
    ['£45.00', '£'],
    ['1.234,56 zł', 'zł'],
    ['EUR 1 299', 'EUR'],
    ['-$5', '$'],
    ['(US$12.50)', 'US$'],
    ['7', ''],
  ])('%s has %j', (cell, mark) => {
    expect(markOf(cell)).toBe(mark);
    expect(readCell(cell, undefined).kind).not.toBe('unreadable');
  });
});

test.each([
  ['="00123"', '00123'],
  ["'00123", '00123'],
  ["rock 'n' roll", "rock 'n' roll"],
  ["'", "'"],
])('%s stands for %s', (cell, text) => {
  expect(unquoted(cell)).toBe(text);
});
