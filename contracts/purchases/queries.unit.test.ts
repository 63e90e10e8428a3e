import { expect, test } from 'vitest';
import { purchaseDaysQuerySchema } from './queries.ts';

const problemsOf = (from: unknown, to: unknown) =>
  (purchaseDaysQuerySchema.safeParse({ from, to }).error?.issues ?? []).map(({ path, message }) => [
    path.join('.'),
    message,
  ]);

test.each([
  ['2026-03-01', '2026-03-01', []],
  ['2024-01-01', '2024-12-31', []],
  ['2025-01-01', '2026-01-02', [['to', 'must be at most 365 days after from']]],
  ['2026-03-02', '2026-03-01', [['to', 'must not be before from']]],
  ['2026-02-30', '2026-03-01', [['from', 'must be a calendar date, YYYY-MM-DD']]],
  ['2026-03-02', 'yesterday', [['to', 'must be a calendar date, YYYY-MM-DD']]],
])('days from %s to %s', (from, to, problems) => {
  expect(problemsOf(from, to)).toEqual(problems);
});
