import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typedNumber, writtenNumber } from './typed-number.ts';

const wholeNumbers = { decimals: 0 };
const euros = { decimals: 2, marks: ['€', 'EUR'] };
const dinars = { decimals: 3 };

describe('the content of a field for whole numbers', () => {
  test.each(['1,5', '1.5', '-1.5', '0.25'])('%j is refused', (text) => {
    expect(typedNumber(text, wholeNumbers)).toEqual({
      kind: 'refused',
      message: 'must be a whole number',
      readings: [],
    });
  });

  test.each([
    ['-3', -3],
    ['12.0', 12],
    ['２５', 25],
    ['٢٥', 25],
    ['1.234.567', 1_234_567],
    ['1 500', 1500],
  ])('%j is %i', (text, units) => {
    expect(typedNumber(text, wholeNumbers)).toEqual({ kind: 'number', units });
  });
});

describe('the content of a field for prices', () => {
  test.each([
    ['12,50', 1250],
    ['12.50', 1250],
    ['9,90 €', 990],
    ['1.234,56', 123_456],
    ['1,299.00', 129_900],
    ['0.29', 29],
    ['19.99', 1999],
    ['7', 700],
  ])('%j is %i cents', (text, units) => {
    expect(typedNumber(text, euros)).toEqual({ kind: 'number', units });
  });

  test('cannot have more decimals than its currency', () => {
    expect(typedNumber('1.2345', euros)).toMatchObject({ message: 'must have at most 2 decimal places' });
    expect(typedNumber('500', wholeNumbers)).toEqual({ kind: 'number', units: 500 });
    expect(typedNumber('1.234', dinars)).toEqual({ kind: 'number', units: 1234 });
  });

  test('cannot have the mark of another currency', () => {
    expect(typedNumber('$5', euros)).toMatchObject({ message: 'must be a number' });
  });
});

test('three digits after a single separator are ambiguous, with the possible readings', () => {
  expect(typedNumber('1,299', euros)).toMatchObject({ kind: 'refused', readings: ['1299'] });
  expect(typedNumber('1.299', euros)).toMatchObject({ kind: 'refused', readings: ['1299'] });
  expect(typedNumber('1,299', dinars)).toMatchObject({ kind: 'refused', readings: ['1299', '1.299'] });
  for (const reading of ['1299', '1.299'])
    expect(typedNumber(reading, dinars)).toMatchObject({ kind: 'number' });
});

test('an empty field is not 0', () => {
  expect(typedNumber(' ', euros)).toEqual({ kind: 'nothing' });
});

test('a number written into a field is read back unchanged', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0, 2, 3, 4), (units, decimals) => {
      expect(typedNumber(writtenNumber(units, decimals), { decimals })).toEqual({
        kind: 'number',
        units: units + 0,
      });
    }),
  );
});
