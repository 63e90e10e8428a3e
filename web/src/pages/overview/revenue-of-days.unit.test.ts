import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountsOf, groupedBy, revenueOf, revenueOfMonth } from './revenue-of-days.ts';

const euros = (amount: number) => ({ amount, currency: 'EUR' });
const latest = {
  days: ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'],
  items: [
    { day: '2026-02-28', completed: 1, revenue: [euros(500)] },
    { day: '2026-03-01', completed: 2, revenue: [euros(200), { amount: 900, currency: 'GBP' }] },
  ],
};

test('the month of the last day has its own days only', () => {
  expect(revenueOfMonth(latest)).toEqual([{ amount: 900, currency: 'GBP' }, euros(200)]);
});

test('each currency has a sum of its own, the largest first', () => {
  expect(revenueOf(latest.items)).toEqual([{ amount: 900, currency: 'GBP' }, euros(700)]);
});

test('days without purchases bring nothing', () => {
  expect(amountsOf(latest, 'EUR').map(({ amount }) => amount)).toEqual([0, 500, 200, 0]);
});

test('days are taken together by the week from Monday, and by the month', () => {
  expect(groupedBy('day', latest)).toEqual(latest);
  expect(groupedBy('week', latest)).toEqual({
    days: ['2026-02-23', '2026-03-02'],
    items: [{ day: '2026-02-23', completed: 3, revenue: [euros(700), { amount: 900, currency: 'GBP' }] }],
  });
  expect(groupedBy('month', latest)).toEqual({
    days: ['2026-02-01', '2026-03-01'],
    items: [
      { ...latest.items[0], day: '2026-02-01' },
      { ...latest.items[1], day: '2026-03-01' },
    ],
  });
});

test('nothing is lost when days are taken together, and each is listed', () => {
  const DAYS = Array.from({ length: 400 }, (_, n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  const someDays = fc.uniqueArray(fc.integer({ min: 0, max: 399 }), { maxLength: 30 }).map((numbers) =>
    numbers
      .toSorted((one, other) => one - other)
      .map((n) => ({
        day: DAYS[n] as string,
        completed: n,
        revenue: [{ amount: n, currency: n % 2 === 0 ? 'EUR' : 'GBP' }],
      })),
  );
  fc.assert(
    fc.property(someDays, fc.constantFrom('day', 'week', 'month'), (items, span) => {
      const grouped = groupedBy(span, { days: DAYS, items });
      const completedIn = (some: typeof items) => some.reduce((sum, { completed }) => sum + completed, 0);
      expect(completedIn([...grouped.items] as typeof items)).toBe(completedIn(items));
      expect(revenueOf(grouped.items)).toEqual(revenueOf(items));
      expect(grouped.days).toEqual(grouped.days.toSorted());
      for (const { day } of grouped.items) expect(grouped.days).toContain(day);
    }),
  );
});
