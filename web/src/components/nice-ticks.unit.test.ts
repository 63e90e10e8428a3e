import fc from 'fast-check';
import { expect, test } from 'vitest';
import { niceTicks } from './nice-ticks.ts';

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [6, [0, 2, 4, 6]],
  [9, [0, 5, 10]],
  [97, [0, 25, 50, 75, 100]],
  [260_000, [0, 100_000, 200_000, 300_000]],
])('the lines up to %d are round numbers', (most, ticks) => {
  expect(niceTicks(most)).toEqual(ticks);
});

test('any value is between the first and the last line, and not far below the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (most) => {
      const ticks = niceTicks(most);
      const last = ticks.at(-1) as number;
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks[0]).toBe(0);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(last).toBeGreaterThanOrEqual(most);
      expect(most).toBeGreaterThan((ticks.at(-2) as number) * 0.999_999);
    }),
  );
});
