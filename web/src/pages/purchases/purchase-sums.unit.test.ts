import { expect, test } from 'vitest';
import type { Purchase } from '../../api/types.ts';
import { formatMoney } from '../../components/format.ts';
import { keptMoney } from './purchase-sums.ts';

const purchase = (status: Purchase['status'], amount: number, currency = 'EUR', returned = 0) =>
  ({ status, total: { amount, currency }, returnedTotal: { amount: returned, currency } }) as Purchase;
const money = (amount: number, currency = 'EUR') => formatMoney({ amount, currency });

test('what was kept is summed up for each currency, and nothing is added across them', () => {
  const purchases = [
    purchase('completed', 1000),
    purchase('completed', 500, 'EUR', 200),
    purchase('completed', 700, 'GBP'),
    purchase('cancelled', 9000, 'EUR', 9000),
    purchase('pending', 9000),
    purchase('rejected', 9000, 'USD'),
  ];
  expect(keptMoney(purchases)).toBe(
    `${money(1300)} and ${money(700, 'GBP')} in completed purchases, without returns`,
  );
});

test('there is nothing to say of purchases of which none was completed', () => {
  expect(keptMoney([purchase('pending', 9000)])).toBeUndefined();
});
