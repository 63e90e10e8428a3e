import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber } from './read-number.ts';

const euro = { marks: ['€', 'EUR'] };

describe('a number with one reading', () => {
  test.each([
    ['7', '7'],
    ['1,5', '1.5'],
    ['1.5', '1.5'],
    ['-3', '-3'],
    ['12,50', '12.5'],
    ['1.234,56', '1234.56'],
    ['1,299.00', '1299'],
    ['1.234.567', '1234567'],
    ['12,34,567.8', '1234567.8'],
    ['1,23,456', '123456'],
    ['1234,567', '1234.567'],
    ['0,125', '0.125'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
    ['1 299', '1299'],
    ['1 299,5', '1299.5'],
    ['1\u202f299,50', '1299.5'],
    ["1'299.50", '1299.5'],
    ['1’299.50', '1299.5'],
    ['−3', '-3'],
    ['3-', '-3'],
    ['(12.50)', '-12.5'],
    ['+4', '4'],
    ['-0', '0'],
    ['１２．５０', '12.5'],
    ['١٢٫٥', '12.5'],
    ['١٬٢٣٤٫٥', '1234.5'],
    ['۱۲', '12'],
    ['१२', '12'],
    ['𝟗𝟎', '90'],
    ['\u200e-\u200e5', '-5'],
    ['  8  ', '8'],
    ['＋4', '4'],
    ['（12.5）', '-12.5'],
    ['1，5', '1.5'],
    ['1＇299.50', '1299.5'],
    ['5 -', '-5'],
    ['12 -', '-12'],
  ])('%j is %s', (text, value) => {
    expect(readNumber(text)).toEqual({ kind: 'number', value });
  });

  test.each([
    ['9,90 €', '9.9'],
    ['€9.90', '9.9'],
    ['-€5', '-5'],
    ['€-5', '-5'],
    ['5 eur', '5'],
    ['EUR\u00a01.234,56', '1234.56'],
    ['(€12.50)', '-12.5'],
  ])('%j with a currency mark is %s', (text, value) => {
    expect(readNumber(text, euro)).toEqual({ kind: 'number', value });
  });
});

test.each([
  ['1,299', ['1299', '1.299']],
  ['1.299', ['1299', '1.299']],
  ['-12.500', ['-12500', '-12.5']],
  ['١,٢٩٩', ['1299', '1.299']],
  ['€1,299', ['1299', '1.299']],
])('three digits after a single separator can mean two numbers: %j', (text, readings) => {
  expect(readNumber(text, euro)).toEqual({ kind: 'ambiguous', readings });
});

test('a known decimal separator leaves one reading', () => {
  expect(readNumber('1,299', { decimal: ',' })).toEqual({ kind: 'number', value: '1.299' });
  expect(readNumber('1,299', { decimal: '.' })).toEqual({ kind: 'number', value: '1299' });
  expect(readNumber('12.50', { decimal: ',' })).toEqual({ kind: 'unreadable' });
});

test.each([
  'x',
  '-',
  '.',
  ',',
  '1,2,3',
  '1.2.3',
  '1 2',
  '1,23,45',
  '1.234,567.8',
  '1,234.567,8',
  '1e3',
  '0x10',
  '5²',
  '½',
  '12 34',
  '1,,000',
  '1,000,',
  '--5',
  '-5-',
  '(-5)',
  '((5))',
  '$5',
  '5 €',
  'NaN',
  'Infinity',
  '1_000',
  '5%',
  '1,234 567',
  '1.23.456',
  '1 23 456',
  '123,45,678',
  '1,2345,678',
  '12,3456,789',
  '1234,567,890',
  '1,234,5678',
  '5(3)',
  '(5)3',
  '5-3',
  '3-5-',
])('%j is not a number', (text) => {
  expect(readNumber(text)).toEqual({ kind: 'unreadable' });
});

test.each(['', ' ', '\u00a0', '\u200f'])('%j is nothing', (text) => {
  expect(readNumber(text)).toEqual({ kind: 'nothing' });
});

describe('a number formatted in a locale is read back, or is one of two readings', () => {
  const locales = [
    'en-US',
    'de-DE',
    'fr-FR',
    'de-CH',
    'en-IN',
    'ar-EG',
    'fa-IR',
    'hi-IN-u-nu-deva',
    'sv-SE',
    'pl-PL',
    'pt-BR',
    'ja-JP-u-nu-fullwide',
  ];

  test.each(locales)('%s', (locale) => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        fc.nat(4),
        fc.boolean(),
        (units, scale, useGrouping) => {
          const value = units / 10 ** scale;
          const text = new Intl.NumberFormat(locale, { maximumFractionDigits: scale, useGrouping }).format(
            value,
          );
          const read = readNumber(text);
          if (read.kind === 'ambiguous') expect(read.readings.map(Number)).toContain(value + 0);
          else
            expect(read).toEqual({
              kind: 'number',
              value: expect.toSatisfy((found) => Number(found) === value),
            });
        },
      ),
    );
  });
});

test('any text can be read without errors, and values are plain decimals', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,-+ '()€٫٬５٣") }), (text) => {
      const read = readNumber(text, euro);
      const values = read.kind === 'number' ? [read.value] : read.kind === 'ambiguous' ? read.readings : [];
      for (const value of values) expect(value).toMatch(/^(-?[1-9]\d*|-?0(?=\.)|0)(\.\d*[1-9])?$/);
      if (read.kind === 'ambiguous') expect(new Set(read.readings).size).toBe(2);
    }),
    { numRuns: 2000 },
  );
});

test('the longest mark is removed, and an empty one is ignored', () => {
  expect(readNumber('R$ 5', { marks: ['', 'R', 'R$'] })).toEqual({ kind: 'number', value: '5' });
});
