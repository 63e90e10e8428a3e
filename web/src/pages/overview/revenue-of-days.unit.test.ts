import { expect, test } from 'vitest';
import { amountsOf, revenueOf, revenueOfMonth } from './revenue-of-days.ts';

const euros = (amount: number) => ({ amount, currency: 'EUR' });
const latest = {
  days: ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'],
  items: [
    { day: '2026-02-28', revenue: [euros(500)] },
    { day: '2026-03-01', revenue: [euros(200), { amount: 900, currency: 'GBP' }] },
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
