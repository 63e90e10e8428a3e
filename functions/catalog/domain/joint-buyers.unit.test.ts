import { expect, test } from 'vitest';
import type { Revenue } from '../../../shared/values/revenue.ts';
import { jointBuyersOf } from './joint-buyers.ts';

const row = (customerId: string, units: number, day: number, revenue: Revenue = {}) => ({
  customerId,
  units,
  purchases: 1,
  lastPurchasedAt: `2026-03-0${day}T00:00:00.000Z`,
  revenue,
});

test('customers are listed once each, in the order of their first rows', () => {
  const buyers = jointBuyersOf([row('b', 1, 1), row('a', 1, 1), row('b', 1, 1)]);
  expect(buyers.map(({ customerId }) => customerId)).toEqual(['b', 'a']);
});

test('units, purchases, products and revenue are sums, and the last purchase is the latest', () => {
  const rows = [
    row('a', 2, 1, { 'revenue:EUR': 500 }),
    row('a', 3, 5, { 'revenue:EUR': 700, 'revenue:GBP': 10 }),
    row('a', 4, 3),
  ];
  expect(jointBuyersOf(rows)).toEqual([
    {
      customerId: 'a',
      units: 9,
      purchases: 3,
      lastPurchasedAt: '2026-03-05T00:00:00.000Z',
      revenue: { 'revenue:EUR': 1200, 'revenue:GBP': 10 },
      products: 3,
    },
  ]);
});
