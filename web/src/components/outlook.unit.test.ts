import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlookOf } from './outlook.ts';

test.each([
  ['nothing is left', 0, { days: 28, units: 5 }, { kind: 'sold out' }],
  ['nothing was sold', 5, { days: 28, units: 0 }, { kind: 'no sales', days: 28 }],
  ['nothing is known', 5, { days: 0, units: 0 }, { kind: 'unknown' }],
  ['it is new', 20, { days: 2, units: 10 }, { kind: 'in days', days: 4, perDay: 5 }],
  ['it sells slowly', 10, { days: 28, units: 7 }, { kind: 'in days', days: 40, perDay: 0.25 }],
  ['the rest of a day is left', 1, { days: 28, units: 280 }, { kind: 'in days', days: 1, perDay: 10 }],
])('the outlook if %s', (_, stock, soldLately, outlook) => {
  expect(outlookOf(stock, soldLately)).toEqual(outlook);
});

const counts = fc.record({
  stock: fc.integer({ min: 1, max: 1_000_000_000 }),
  days: fc.integer({ min: 1, max: 28 }),
  units: fc.integer({ min: 1, max: 1_000_000 }),
});

test('so many days of such sales come to the stock, to half a day', () => {
  fc.assert(
    fc.property(counts, ({ stock, days, units }) => {
      const outlook = outlookOf(stock, { days, units });
      if (outlook.kind !== 'in days') throw new Error(outlook.kind);
      expect(Number.isInteger(outlook.days)).toBe(true);
      expect(outlook.days).toBeGreaterThanOrEqual(1);
      const sold = outlook.days * (units / days);
      // Rounding up to a day is more than half a day only if it is the last one.
      if (outlook.days > 1) expect(Math.abs(sold - stock)).toBeLessThanOrEqual((units / days) * 0.500001);
    }),
  );
});

test('more stock lasts no shorter, and more sales no longer', () => {
  const daysOf = (stock: number, days: number, units: number): number => {
    const outlook = outlookOf(stock, { days, units });
    return outlook.kind === 'in days' ? outlook.days : Number.NaN;
  };
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 1_000 }), ({ stock, days, units }, more) => {
      expect(daysOf(stock + more, days, units)).toBeGreaterThanOrEqual(daysOf(stock, days, units));
      expect(daysOf(stock, days, units + more)).toBeLessThanOrEqual(daysOf(stock, days, units));
    }),
  );
});
