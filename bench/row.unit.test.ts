import { describe, expect, test } from 'vitest';
import { type Mark, median, reported } from './row.ts';

describe('a reported row', () => {
  test.each<[Mark | undefined, number, boolean]>([
    [{ atMost: 5 }, 5, true],
    [{ atMost: 5 }, 5.01, false],
    [{ atLeast: 500 }, 500, true],
    [{ atLeast: 500 }, 499, false],
    [undefined, 1e9, true],
  ])('with the mark %o and the value %d is ok: %s', (mark, value, ok) => {
    const row = reported({ name: 'a', value, unit: 'x', ...(mark && { mark }) });
    expect(row).toEqual({ name: 'a', value, unit: 'x', mark: mark?.atMost ?? mark?.atLeast ?? null, ok });
  });

  test('has four digits, which do not decide whether it is ok', () => {
    const row = reported({ name: 'a', value: 5.00001, unit: 'x', mark: { atMost: 5 } });
    expect(row).toMatchObject({ value: 5, ok: false });
  });

  test('is refused if nothing was measured', () => {
    expect(() => reported({ name: 'a', value: Number.NaN, unit: 'x' })).toThrow('a: measured NaN');
  });
});

test('the median is the middle value, whatever their order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(() => median([])).toThrow('no values');
});
