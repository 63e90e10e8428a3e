import { describe, expect, test } from 'vitest';
import { newPurchaseSchema, purchaseStatuses } from '../../../contracts/purchases/shapes.ts';
import { aCause, anId, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { aPurchase } from '../testing/builders.ts';
import { priceFor } from './buyable.ts';
import { cancelPurchase, requestPurchase, settlePurchase, storedPurchaseSchema } from './purchase.ts';
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
      aPurchase({ status: 'cancelled', version: 3, updatedAt: LATER }),
    );
  });

  test('does not change a cancelled purchase', () => {
    const cancelled = aPurchase({ status: 'cancelled' });
    expect(cancelPurchase(cancelled, LATER)).toBe(cancelled);
  });

  test.each(['pending', 'rejected'] as const)('is refused for a %s purchase', (status) => {
    expect(() => cancelPurchase(aPurchase({ status }), LATER)).toThrow(
      expect.objectContaining({ code: `purchase-${status}` }),
    );
  });
});

describe('the price of a purchase', () => {
  const customer = { name: 'Ada' };
  const product = { name: 'Oak Table', price: { amount: 24900, currency: 'EUR' } };

  test('is the price of the product', () => {
    expect(priceFor(customer, product)).toEqual(product.price);
  });

  test.each([
    ['unknown-customer', undefined, product, ['customerId']],
    ['unknown-product', customer, undefined, ['productId']],
    ['unknown-customer', undefined, undefined, ['customerId', 'productId']],
  ] as const)('is refused as %s if the replica is missing', (code, who, what, fields) => {
    expect(() => priceFor(who, what)).toThrow(
      expect.objectContaining({
        code,
        errors: fields.map((path) => expect.objectContaining({ path })),
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
