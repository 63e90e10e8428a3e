import { describe, expect, test } from 'vitest';
import { formatMoney } from '../components/format.ts';
import { totalColumns } from './total-columns.ts';
import { totalsOf, totalsText } from './totals.ts';

const at = '2026-03-14T15:09:26.535Z';
const pair = (units: number, amount: number, currency = 'EUR') => ({
  units,
  lastPurchasedAt: at,
  revenue: [{ amount, currency }],
});
const totals = {
  units: 9,
  purchases: 3,
  lastPurchasedAt: at,
  revenue: [
    { amount: 1250, currency: 'EUR' },
    { amount: 700, currency: 'GBP' },
    { amount: 80, currency: 'JPY' },
  ],
};

describe('what a row shows of its purchases', () => {
  test('is what it lists, or at least so much if it does not list everything', () => {
    const items = [pair(2, 500), pair(1, 300), pair(4, 100, 'GBP')];
    const sums = [
      { amount: 800, currency: 'EUR' },
      { amount: 100, currency: 'GBP' },
    ];
    expect(totalsOf(undefined, { items, hasMore: false })).toMatchObject({ units: '7', revenue: sums });
    expect(totalsOf(undefined, { items, hasMore: true })).toMatchObject({ isPart: true, units: '7+' });
  });

  test('is everything in a list that is sorted by it', () => {
    const known = totalsOf(totals, { items: [pair(2, 500)], hasMore: true });
    expect(known).toEqual({ isPart: false, units: '9', last: at, revenue: totals.revenue });
  });

  test('in one line has its money, with a plus sign if it is a part', () => {
    const text = totalsText(totalsOf(undefined, { items: [pair(2, 500)], hasMore: true }));
    expect(text).toContain(`2+ units, ${formatMoney({ amount: 500, currency: 'EUR' })}+, last `);
    expect(totalsText(totalsOf(undefined, { items: [], hasMore: false }))).toBe('');
  });
});

test('a file has a number for the first currency, and the others in words', () => {
  const cells = totalColumns({ sort: 'units' }).map(({ title, cell }) => [title, cell({ totals })]);
  expect(Object.fromEntries(cells)).toMatchObject({
    Units: 9,
    Revenue: '12.50',
    Currency: 'EUR',
    'Revenue in other currencies': '7.00 GBP, 80 JPY',
  });
  expect(totalColumns({ sort: 'name' })).toEqual([]);
});
