import { describe, expect, test } from 'vitest';
import { newPurchaseSchema, purchaseStatuses } from '../../../contracts/purchases/shapes.ts';
import { aCause, anId, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { aPurchase } from '../testing/builders.ts';
import { priceFor } from './buyable.ts';
import {
  cancelPurchase,
  outcomeOf,
  requestPurchase,
  settlePurchase,
  storedPurchaseSchema,
} from './purchase.ts';
import { purchaseView } from './purchase-view.ts';

const rejection = { code: 'insufficient-stock', detail: '2 wanted, 1 in stock.' };
const next = { version: 2, updatedAt: LATER };

test('a requested purchase is pending, at the current price', () => {
  const body = { customerId: anId(1), productId: anId(2), quantity: 3 };
  const purchase = requestPurchase(anId(3), body, { amount: 24900, currency: 'EUR' }, NOW);
  expect(purchase).toEqual(aPurchase({ quantity: 3 }));
  expect(purchase.total).toEqual({ amount: 74700, currency: 'EUR' });
});

test.each([
  { quantity: 0 },
  { quantity: 1_000_001 },
  { quantity: '1' },
  { customerId: 'x' },
  { unitPrice: 1 },
])('a purchase with %j is refused', (changes) => {
  const body = { customerId: anId(1), productId: anId(2), quantity: 1, ...changes };
  expect(newPurchaseSchema.safeParse(body).success).toBe(false);
});

describe('settling', () => {
  test('completes a pending purchase if its stock is reserved', () => {
    expect(settlePurchase(aPurchase(), undefined, LATER)).toEqual(
      aPurchase({ status: 'completed', ...next }),
    );
  });

  test('rejects a pending purchase if its stock is rejected', () => {
    expect(settlePurchase(aPurchase(), rejection, LATER)).toEqual(
      aPurchase({ status: 'rejected', rejection, ...next }),
    );
  });

  test.each(['completed', 'rejected', 'cancelled'] as const)('does not change a %s purchase', (status) => {
    const purchase = aPurchase({ status });
    expect(settlePurchase(purchase, undefined, LATER)).toBe(purchase);
    expect(settlePurchase(purchase, rejection, LATER)).toBe(purchase);
  });
});

describe('cancelling', () => {
  test('changes the status of a completed purchase', () => {
    const completed = aPurchase({ status: 'completed', version: 2 });
    expect(cancelPurchase(completed, LATER)).toEqual(
      aPurchase({ status: 'cancelled', version: 3, updatedAt: LATER, completedAt: NOW }),
    );
  });

  test('does not change a cancelled purchase', () => {
    const cancelled = aPurchase({ status: 'cancelled' });
    expect(cancelPurchase(cancelled, LATER)).toBe(cancelled);
  });

  test.each([
    ['pending', 'Its stock is still being reserved; try again in a moment.'],
    ['rejected', 'A rejected purchase has nothing to cancel.'],
  ] as const)('is refused for a %s purchase', (status, message) => {
    expect(() => cancelPurchase(aPurchase({ status }), LATER)).toThrow(
      expect.objectContaining({ code: `purchase-${status}`, message }),
    );
  });
});

test('the outcome of a purchase is its status or, when it was rejected, why', () => {
  expect(outcomeOf(aPurchase({ status: 'completed' }))).toBe('completed');
  expect(outcomeOf(aPurchase({ status: 'rejected', rejection }))).toBe('insufficient-stock');
});

describe('the price of a purchase', () => {
  const customer = { name: 'Ada' };
  const product = { name: 'Oak Table', price: { amount: 24900, currency: 'EUR' } };

  test('is the price of the product', () => {
    expect(priceFor(customer, product)).toEqual(product.price);
  });

  test.each([
    ['customer', undefined, product, ['customer']],
    ['product', customer, undefined, ['product']],
    ['customer', undefined, undefined, ['customer', 'product']],
  ] as const)('is refused if the replica of the %s is missing', (first, who, what, unknown) => {
    expect(() => priceFor(who, what)).toThrow(
      expect.objectContaining({
        code: `unknown-${first}`,
        message: `The ${first} is unknown or was removed.`,
        errors: unknown.map((name) => ({ path: `${name}Id`, message: `is not a known ${name}` })),
      }),
    );
  });
});

test('the answer has every field of a purchase, and no internal ones', () => {
  const purchase = aPurchase({ status: 'rejected', rejection });
  const stored = { ...purchase, cause: { correlationId: 'x' }, shard: '1', statusShard: 'rejected#1' };
  expect(purchaseView(stored)).toEqual(purchase);
});

describe('a stored purchase', () => {
  test.each(purchaseStatuses)('that is %s is read back unchanged, without internal attributes', (status) => {
    const purchase = aPurchase({ status });
    const row = { ...purchase, cause: aCause, shard: '1', statusShard: `${status}#1` };
    expect(storedPurchaseSchema.parse(row)).toEqual(purchase);
  });

  test.each([
    { ...aPurchase(), rejection },
    { ...aPurchase(), status: 'rejected' },
    { ...aPurchase(), status: 'lost' },
    { ...aPurchase(), total: undefined },
  ])('cannot be %j', (row) => {
    expect(storedPurchaseSchema.safeParse(row).success).toBe(false);
  });
});
