import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SOLD_LATELY_DAYS } from '../../../contracts/catalog/shapes.ts';
import { noSales, type RecentSales, runsOutSoon, soldLately, withSale } from './recent-sales.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-03-01T00:00:00.000Z');

/** Noon of the n-th day. */
const noon = (day: number): string => new Date(START + (day + 0.5) * DAY_MS).toISOString();

describe('what was sold lately', () => {
  test('of a product that was just added is nothing, on one day', () => {
    expect(soldLately(noSales(noon(0)), noon(0))).toEqual({ days: 1, units: 0 });
  });

  test('is not known of a product without a count', () => {
    expect(soldLately(undefined, noon(0))).toEqual({ days: 0, units: 0 });
    expect(soldLately(withSale(undefined, noon(0), 3, noon(0)), noon(0))).toEqual({ days: 1, units: 3 });
  });

  test('is told of as many days as the product has had', () => {
    const sales = withSale(noSales(noon(0)), noon(0), 3, noon(0));
    expect(soldLately(sales, noon(4))).toEqual({ days: 5, units: 3 });
  });

  test('is forgotten after the last days', () => {
    const sales = withSale(noSales(noon(0)), noon(0), 3, noon(0));
    expect(soldLately(sales, noon(SOLD_LATELY_DAYS - 1))).toEqual({ days: SOLD_LATELY_DAYS, units: 3 });
    expect(soldLately(sales, noon(SOLD_LATELY_DAYS))).toEqual({ days: SOLD_LATELY_DAYS, units: 0 });
    expect(soldLately(sales, noon(9_999))).toEqual({ days: SOLD_LATELY_DAYS, units: 0 });
  });

  test('follows the day of the purchase: one of the past makes more days known, unless it is too old', () => {
    const imported = withSale(noSales(noon(40)), noon(30), 4, noon(40));
    expect(soldLately(imported, noon(40))).toEqual({ days: 11, units: 4 });
    const old = withSale(imported, noon(40 - SOLD_LATELY_DAYS), 4, noon(40));
    expect(soldLately(old, noon(40))).toEqual({ days: 11, units: 4 });
  });

  test('counts a purchase of tomorrow as of today, and nothing below zero', () => {
    expect(withSale(noSales(noon(0)), noon(1), 2, noon(0)).units).toEqual([2]);
    expect(withSale(noSales(noon(5)), noon(5), -2, noon(5)).units).toEqual([0]);
    // The day before is not known, and stays so.
    expect(withSale(noSales(noon(5)), noon(4), -2, noon(5)).units).toEqual([0]);
  });

  test('does not go back in time with a slow clock', () => {
    expect(withSale(noSales(noon(5)), noon(5), 2, noon(4))).toEqual({
      day: noon(5).slice(0, 10),
      units: [2],
    });
  });

  test('is the sum of the kept units of the last days, in any order of sales and returns', () => {
    const sale = fc.record({
      /** When it is told. */
      told: fc.integer({ min: 0, max: 60 }),
      /** How many days earlier it was made. */
      earlier: fc.integer({ min: 0, max: 40 }),
      quantity: fc.integer({ min: 1, max: 9 }),
      /** How many days later some are returned, and how many of ten. */
      returned: fc.option(
        fc.record({
          later: fc.integer({ min: 0, max: 40 }),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
      ),
    });
    fc.assert(
      fc.property(fc.array(sale, { maxLength: 20 }), fc.integer({ min: 100, max: 130 }), (sales, today) => {
        const events = sales
          .flatMap(({ told, earlier, quantity, returned }) => [
            { at: told, made: told - earlier, units: quantity },
            ...(returned === null
              ? []
              : [
                  {
                    at: told + returned.later,
                    made: told - earlier,
                    units: -Math.floor(quantity * returned.share),
                  },
                ]),
          ])
          .toSorted((one, other) => one.at - other.at);
        const after = events.reduce<RecentSales>(
          (state, { at, made, units }) => withSale(state, noon(made), units, noon(at)),
          noSales(noon(0)),
        );
        const kept = events
          .filter(({ made }) => today - made < SOLD_LATELY_DAYS)
          .reduce((sum, { units }) => sum + units, 0);
        expect(soldLately(after, noon(today))).toEqual({ days: SOLD_LATELY_DAYS, units: kept });
      }),
    );
  });
});

test.each([
  { stock: 7, days: 28, units: 28, soon: true },
  { stock: 8, days: 28, units: 28, soon: false },
  { stock: 1, days: 7, units: 1, soon: true },
  { stock: 1, days: 8, units: 1, soon: false },
  // It has run out already.
  { stock: 0, days: 7, units: 9, soon: false },
  { stock: 1, days: 7, units: 0, soon: false },
  // Nothing is known.
  { stock: 1, days: 0, units: 0, soon: false },
])('$stock in stock, $units sold in $days days, run out soon: $soon', ({ stock, days, units, soon }) => {
  expect(runsOutSoon(stock, { days, units })).toBe(soon);
});
