import { expect, test } from 'vitest';
import { anId, LATER, NOW } from '../testing/fixed.ts';
import { withoutPurchase } from './purchase-counts.ts';

const counts = {
  units: 7,
  purchases: 2,
  lastPurchasedAt: LATER,
  revenue: { 'revenue:EUR': 1000, 'revenue:GBP': 400 },
};
const unitPrice = { amount: 200, currency: 'EUR' };
const purchase = { purchaseId: anId(1), quantity: 5, unitPrice, purchasedAt: LATER };

test('after a purchase is subtracted, the counts have the time of the last remaining one', () => {
  expect(withoutPurchase(counts, purchase, NOW)).toEqual({
    units: 2,
    purchases: 1,
    lastPurchasedAt: NOW,
    revenue: { 'revenue:GBP': 400 },
  });
});

test('a purchase whose price was not counted takes no revenue away', () => {
  const { unitPrice: _, ...old } = purchase;
  expect(withoutPurchase(counts, old, NOW)?.revenue).toEqual(counts.revenue);
});

test('after the only purchase is subtracted, there are no counts', () => {
  expect(withoutPurchase(counts, purchase, undefined)).toBeUndefined();
});
