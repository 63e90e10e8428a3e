import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRevenue, moneyOf, negative, revenueIn, revenueOf, sumOfRevenue } from './revenue.ts';

const sales = fc.array(
  fc.record({
    unitPrice: fc.record({ amount: fc.nat(500), currency: fc.constantFrom('EUR', 'GBP', 'JPY') }),
    units: fc.integer({ min: 1, max: 9 }),
  }),
);

describe('revenue', () => {
  test('is the sum of what was sold in each currency, by currency, without those that bring nothing', () => {
    fc.assert(
      fc.property(sales, (sold) => {
        const sums = sumOfRevenue(sold.map(({ unitPrice, units }) => revenueOf(unitPrice, units)));
        const expected = ['EUR', 'GBP', 'JPY'].flatMap((currency) => {
          const own = sold.filter(({ unitPrice }) => unitPrice.currency === currency);
          const amount = own.reduce((sum, { unitPrice, units }) => sum + unitPrice.amount * units, 0);
          return amount === 0 ? [] : [{ amount, currency }];
        });
        expect(moneyOf(sums)).toEqual(expected);
      }),
    );
  });

  test('is nothing once all is taken away, in whatever order', () => {
    fc.assert(
      fc.property(sales, fc.infiniteStream(fc.nat()), (sold, random) => {
        const parts = sold.map(({ unitPrice, units }) => revenueOf(unitPrice, units));
        const shuffled = [...parts, ...parts.map(negative)]
          .map((part) => ({ part, at: random.next().value ?? 0 }))
          .toSorted((one, other) => one.at - other.at)
          .map(({ part }) => part);
        expect(sumOfRevenue(shuffled)).toEqual({});
      }),
    );
  });

  test('is found among the other attributes of a row', () => {
    const row = {
      units: 3,
      'revenue:EUR': 500,
      'revenue:GBP': 0,
      'revenue:USD': 'many',
      lastPurchasedAt: 'x',
    };
    expect(revenueIn(row)).toEqual({ 'revenue:EUR': 500 });
    expect(Object.keys(row).filter(isRevenue)).toEqual(['revenue:EUR', 'revenue:GBP', 'revenue:USD']);
  });

  test('of a price that is not known is nothing', () => {
    expect(revenueOf(undefined, 3)).toEqual({});
  });

  test('is not told if it is below zero, nor as more than an exact integer', () => {
    expect(moneyOf({ 'revenue:EUR': -5, 'revenue:GBP': 1e18 })).toEqual([
      { amount: Number.MAX_SAFE_INTEGER, currency: 'GBP' },
    ]);
  });
});
