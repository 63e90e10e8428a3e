import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountCell, type Cell, type Notation, notationOf, timeCell } from './cells.ts';
import { csv, csvLines } from './csv.ts';

const english: Notation = { delimiter: ',', decimal: '.' };
const german: Notation = { delimiter: ';', decimal: ',' };
const lineOf = (cell: Cell, notation = english): string => csvLines([[cell]], notation).slice(0, -2);

describe('a line', () => {
  test('separates cells as spreadsheets in the reader’s language do', () => {
    const cells = ['Tea, green; loose', 2.5, undefined, 'a "b"\nc'];
    expect(csvLines([cells], english)).toBe('"Tea, green; loose",2.5,,"a ""b""\nc"\r\n');
    expect(csvLines([cells], german)).toBe('"Tea, green; loose";2,5;;"a ""b""\nc"\r\n');
  });

  test.each([
    ['en-GB', english],
    ['de-DE', german],
    ['pl', german],
    ['de-CH', english],
    ['ja', english],
    ['ar-EG', english],
  ])('in %s', (language, notation) => {
    expect(notationOf(language)).toEqual(notation);
  });

  test('reads as it was written, whatever people call things', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'"\',;\r\n\t =+-@a') }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1 }),
        fc.constantFrom(english, german),
        (rows, notation) => {
          const { delimiter } = notation;
          const read = parse(csvLines(rows, notation), { delimiter, recordDelimiter: '\r\n' }) as string[][];
          const unescaped = read.map((cells) =>
            cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/u, '')),
          );
          expect(unescaped).toEqual(
            rows.map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/u, ''))),
          );
        },
      ),
    );
  });
});

describe('a formula', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])('%j is text', (name) => {
    const [[cell = '']] = parse(lineOf(name)) as [[string]];
    expect(cell).toBe(`'${name}`);
  });

  test('in a code is text as well', () => {
    for (const code of ['=1+1', '="1"&A1', '-2', '1"&A1&"', '+A1']) {
      const [[cell = '']] = parse(lineOf({ code }), { relaxQuotes: true }) as [[string]];
      expect(cell).not.toMatch(/^[=+\-@](?!"[\d\s.,:/E+-]*"$)/);
    }
  });

  test('is never negative numbers', () => {
    expect(lineOf(-2.5, german)).toBe('-2,5');
  });
});

describe('a code', () => {
  test.each(['00123', '4006381333931', '1-2', '1/2', '2E5', '3.10', '12:30', 'MAR1', 'Oct 2024'])(
    '%j stays as it is',
    (code) => {
      expect(lineOf({ code })).toBe(`"=""${code}"""`);
    },
  );

  test.each(['A-100', 'TEA', 'March', '85123A'])('%j needs nothing', (code) => {
    expect(lineOf({ code })).toBe(code);
  });
});

test('an amount is in major units, with as many digits as the currency has', () => {
  expect(amountCell({ amount: 1250, currency: 'EUR' }, english)).toBe('12.50');
  expect(amountCell({ amount: 123456789, currency: 'EUR' }, german)).toBe('1234567,89');
  expect(amountCell({ amount: 500, currency: 'JPY' }, german)).toBe('500');
  expect(amountCell({ amount: 5, currency: 'KWD' }, english)).toBe('0.005');
});

test('a time is that of the reader’s zone', () => {
  const at = new Date(2026, 2, 4, 5, 6, 7);
  expect(timeCell(at.toISOString())).toBe('2026-03-04 05:06:07');
});

test('a file begins with a byte order mark and the titles of its columns', () => {
  const list = {
    name: 'products',
    noun: 'product',
    isFiltered: false,
    read: () => Promise.reject(new Error('not read')),
    idOf: (row: { id: string }) => row.id,
    columns: [
      { title: 'Name', cell: ({ id }: { id: string }) => id },
      { title: 'SKU', cell: ({ id }: { id: string }) => ({ code: id }) },
    ],
  } as const;
  const text = csv.head(list) + csv.lines(list, [{ id: '007' }]);
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(parse(text, { bom: true, delimiter: [',', ';'] })).toEqual([
    ['Name', 'SKU'],
    ['007', '="007"'],
  ]);
});
