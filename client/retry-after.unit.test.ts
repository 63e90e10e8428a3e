import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_PAUSE_MS, retryAfterMs } from './retry-after.ts';

const NOW = new Date('2026-03-14T12:00:00Z');

test.each([
  ['2', 2_000],
  [' 0 ', 0],
  ['3600', LONGEST_PAUSE_MS],
  ['Sat, 14 Mar 2026 12:00:05 GMT', 5_000],
  ['Sat, 14 Mar 2026 13:00:00 GMT', LONGEST_PAUSE_MS],
  ['Sat, 14 Mar 2026 11:00:00 GMT', 0],
  ['-5', 0],
  ['1.5', 0],
  ['soon', 0],
  ['', 0],
  [null, 0],
])('Retry-After %j asks for a pause of %i ms', (header, pause) => {
  expect(retryAfterMs(header, NOW)).toBe(pause);
});

test('a pause is never negative, nor longer than the longest pause', () => {
  const header = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  );
  fc.assert(
    fc.property(header, (value) => {
      const pause = retryAfterMs(value, NOW);
      expect(pause).toBeGreaterThanOrEqual(0);
      expect(pause).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
    }),
  );
});
