import { expect, test } from 'vitest';
import { toMajorUnits, toMinorUnits } from './amount.ts';

test.each([
  ['12.50', 'EUR', 1250],
  ['0.29', 'EUR', 29],
  ['19.99', 'USD', 1999],
  ['500', 'JPY', 500],
  ['1.234', 'KWD', 1234],
])('%s %s is %i minor units, and back', (major, currency, minor) => {
  expect(toMinorUnits(major, currency)).toBe(minor);
  expect(toMajorUnits(minor, currency)).toBe(major);
});

test('an empty field is no amount', () => {
  expect(toMinorUnits('', 'EUR')).toBeNaN();
});
