import { expect, test } from 'vitest';
import { PACE, pauseAt } from './pace.ts';

const used = { isVisible: true, untouchedMs: 0, failures: 0, retryAfterMs: 0, random: 0.5 };

test('pages that were opened together do not read together, and all within ten seconds', () => {
  const pauses = [0, 0.25, 0.75, 1].map((random) => pauseAt({ ...used, random }) ?? Number.NaN);
  expect(new Set(pauses).size).toBe(4);
  for (const pause of pauses) {
    expect(pause).toBeGreaterThanOrEqual(5_000);
    expect(pause).toBeLessThanOrEqual(10_000);
  }
});

test('a pause after failures has an end, unless the API asks for more', () => {
  expect(pauseAt({ ...used, failures: 50 })).toBe(PACE.longestMs);
  expect(pauseAt({ ...used, failures: 50, retryAfterMs: PACE.longestMs + 1 })).toBe(PACE.longestMs + 1);
});
