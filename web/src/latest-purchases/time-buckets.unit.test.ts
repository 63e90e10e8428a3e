import { expect, test } from 'vitest';
import { bucketsOf } from './time-buckets.ts';

const now = new Date('2026-11-22T12:00:00Z');
const bought = (purchasedAt: string, quantity = 1) => ({ purchasedAt, quantity });

test('purchases of today are in the last of fourteen days', () => {
  const { unit, buckets } = bucketsOf(
    [bought('2026-11-22T00:00:00Z', 2), bought('2026-11-22T11:00:00Z', 3)],
    now,
  );
  expect(unit).toBe('day');
  expect(buckets).toHaveLength(14);
  expect(buckets.at(-1)).toMatchObject({ start: Date.parse('2026-11-22T00:00:00Z'), units: 5 });
});

test('returned units are not in a bucket', () => {
  const { buckets } = bucketsOf([{ ...bought('2026-11-22T00:00:00Z', 5), returned: 2 }], now);
  expect(buckets.at(-1)?.units).toBe(3);
});

test('every unit is in a bucket, the oldest in the first', () => {
  const purchases = [bought('2026-11-22T11:00:00Z'), bought('2026-10-30T23:59:59Z', 4)];
  const { buckets } = bucketsOf(purchases, now);
  expect(buckets.reduce((sum, { units }) => sum + units, 0)).toBe(5);
  expect(buckets[0]).toMatchObject({ start: Date.parse('2026-10-30T00:00:00Z'), units: 4 });
});

test.each([
  ['2026-10-25T00:00:00Z', 'day'],
  ['2026-06-01T00:00:00Z', 'week'],
  ['2025-01-01T00:00:00Z', 'month'],
  ['2010-01-01T00:00:00Z', 'year'],
])('purchases since %s are grouped by %s', (oldest, unit) => {
  const grouped = bucketsOf([bought(oldest)], now);
  expect(grouped.unit).toBe(unit);
  expect(grouped.buckets.length).toBeLessThanOrEqual(32);
});

test('weeks start on Monday', () => {
  const { buckets } = bucketsOf([bought('2026-06-01T00:00:00Z')], now);
  expect(buckets.map(({ start }) => new Date(start).getUTCDay())).toEqual(buckets.map(() => 1));
});
