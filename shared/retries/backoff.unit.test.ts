import { expect, test } from 'vitest';
import { longestPause } from './backoff.ts';

test.each([
  [1, 20],
  [2, 40],
  [6, 640],
  [7, 1_000],
  [5_000, 1_000],
])('after %d failed attempts, the pause is up to %d ms', (failed, longest) => {
  expect(longestPause(failed, 20)).toBe(longest);
});
