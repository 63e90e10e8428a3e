import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anId, LATER, NOW } from '../testing/fixed.ts';
import {
  type CountedPurchase,
  type PurchaseCounts,
  withoutPurchase,
  withPurchase,
} from './purchase-counts.ts';

const aCounted = (changes: Partial<CountedPurchase> = {}): CountedPurchase => ({
  purchaseId: anId(1),
  quantity: 2,
  purchasedAt: NOW,
  ...changes,
});

const countsOf = (purchases: readonly CountedPurchase[]): PurchaseCounts | undefined =>
  purchases.reduce<PurchaseCounts | undefined>(
    (counts, purchase) => withPurchase(counts, purchase),
    undefined,
  );

describe('counts', () => {
  test('start with the first purchase', () => {
    expect(countsOf([aCounted()])).toEqual({ units: 2, purchases: 1, lastPurchasedAt: NOW });
  });

  test('keep the time of the last purchase, in whatever order purchases come', () => {
    const both = { units: 4, purchases: 2, lastPurchasedAt: LATER };
    expect(countsOf([aCounted(), aCounted({ purchasedAt: LATER })])).toEqual(both);
    expect(countsOf([aCounted({ purchasedAt: LATER }), aCounted()])).toEqual(both);
  });

  test('without a purchase have the time of the last of the others', () => {
    const counts = countsOf([aCounted(), aCounted({ purchasedAt: LATER, quantity: 5 })]) as PurchaseCounts;
    const left = withoutPurchase(counts, aCounted({ purchasedAt: LATER, quantity: 5 }), NOW);
    expect(left).toEqual({ units: 2, purchases: 1, lastPurchasedAt: NOW });
  });

  test('without the only purchase are none', () => {
    const counts = countsOf([aCounted()]) as PurchaseCounts;
    expect(withoutPurchase(counts, aCounted(), undefined)).toBeUndefined();
  });

  test('with a purchase and then without it are what they were', () => {
    const purchase = fc.record({
      purchaseId: fc.uuid(),
      quantity: fc.integer({ min: 1, max: 1_000_000 }),
      purchasedAt: fc.constantFrom(NOW, LATER),
    });
    fc.assert(
      fc.property(fc.array(purchase, { minLength: 1 }), purchase, (others, one) => {
        const before = countsOf(others) as PurchaseCounts;
        expect(withoutPurchase(withPurchase(before, one), one, before.lastPurchasedAt)).toEqual(before);
      }),
    );
  });
});
