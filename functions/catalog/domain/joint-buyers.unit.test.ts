import { expect, test } from 'vitest';
import { jointBuyersOf } from './joint-buyers.ts';

const row = (customerId: string, units: number, day: number) => ({
  customerId,
  units,
  purchases: 1,
  lastPurchasedAt: `2026-03-0${day}T00:00:00.000Z`,
});

test('customers are listed once each, in the order of their first rows', () => {
  const buyers = jointBuyersOf([row('b', 1, 1), row('a', 1, 1), row('b', 1, 1)]);
  expect(buyers.map(({ customerId }) => customerId)).toEqual(['b', 'a']);
});

test('units, purchases and products are sums, and the last purchase is the latest', () => {
  expect(jointBuyersOf([row('a', 2, 1), row('a', 3, 5), row('a', 4, 3)])).toEqual([
    { customerId: 'a', units: 9, purchases: 3, lastPurchasedAt: '2026-03-05T00:00:00.000Z', products: 3 },
  ]);
});
