import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_AMOUNT, MAX_QUANTITY, moneySchema, times } from './money.ts';

const isMoney = (value: unknown): boolean => moneySchema.safeParse(value).success;

/** The messages of what is refused, by path. */
const problemsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    (moneySchema.safeParse(value).error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]),
  );

describe('money', () => {
  test.each([0, 1, MAX_AMOUNT])('has an amount of %d minor units', (amount) => {
    expect(isMoney({ amount, currency: 'EUR' })).toBe(true);
  });

  test.each([-1, 0.5, MAX_AMOUNT + 1, Number.NaN, '5'])('does not have an amount of %s', (amount) => {
    expect(isMoney({ amount, currency: 'EUR' })).toBe(false);
  });

  test.each(['eur', 'EURO', 'ZZZ', '', undefined])('does not have the currency %s', (currency) => {
    expect(isMoney({ amount: 1, currency })).toBe(false);
  });

  test.each([
    [{ amount: 0.5, currency: 'EUR' }, { amount: 'must be a whole number of minor units' }],
    [{ amount: -1, currency: 'EUR' }, { amount: 'must not be negative' }],
    [{ amount: MAX_AMOUNT + 1, currency: 'EUR' }, { amount: 'must be at most 1000000000' }],
    [{ amount: 1, currency: 'euro' }, { currency: 'must be an ISO 4217 currency code, such as EUR' }],
  ])('says what is wrong with %j', (value, problems) => {
    expect(problemsOf(value)).toEqual(problems);
  });

  test('has no other fields', () => {
    expect(isMoney({ amount: 1, currency: 'EUR', vat: 0 })).toBe(false);
  });
});

test('a total is exact, up to the highest price and quantity', () => {
  const limits = [
    fc.integer({ min: 0, max: MAX_AMOUNT }),
    fc.integer({ min: 1, max: MAX_QUANTITY }),
  ] as const;
  fc.assert(
    fc.property(...limits, (amount, quantity) => {
      const total = times({ amount, currency: 'EUR' }, quantity);
      expect(BigInt(total.amount)).toBe(BigInt(amount) * BigInt(quantity));
      expect(total.currency).toBe('EUR');
    }),
    { examples: [[MAX_AMOUNT, MAX_QUANTITY]] },
  );
});
