import { describe, expect, test, vi } from 'vitest';
import { newPurchaseSchema, newReturnSchema, purchaseStatuses } from '../../../contracts/purchases/shapes.ts';
import { aCause, anId, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { aPurchase } from '../testing/builders.ts';
import { buyableBy } from './buyable.ts';
import {
  cancelPurchase,
  outcomeOf,
  requestPurchase,
  returnUnits,
  settlePurchase,
  storedPurchaseSchema,
  timeOfPurchase,
} from './purchase.ts';
import { purchaseView } from './purchase-view.ts';

const rejection = { code: 'insufficient-stock', detail: '2 wanted, 1 in stock.' };
const price = { amount: 24900, currency: 'EUR' };
const next = { version: 2, updatedAt: LATER };

test('a requested purchase is pending, at the current price, and keeps the name of the product', () => {
  const body = { customerId: anId(1), productId: anId(2), quantity: 3 };
  const purchase = requestPurchase(anId(3), body, { name: 'Oak Table', price }, NOW);
  expect(purchase).toEqual(aPurchase({ quantity: 3 }));
  expect(purchase.total).toEqual({ amount: 74700, currency: 'EUR' });
});

describe('a purchase of the past', () => {
  const body = { customerId: anId(1), productId: anId(2), quantity: 3 };
  const bought = { name: 'Oak Table', price };

  test('has the price and the time that the request names, in any currency', () => {
    const past = { unitPrice: { amount: 199, currency: 'USD' }, purchasedAt: '2024-02-29T12:00:00.000Z' };
    const purchase = requestPurchase(anId(3), { ...body, ...past }, bought, NOW);
    expect(purchase).toMatchObject({ ...past, total: { amount: 597, currency: 'USD' }, createdAt: NOW });
    expect(storedPurchaseSchema.parse(purchase)).toEqual(purchase);
    expect(purchaseView(purchase)).toMatchObject({ ...past, createdAt: NOW, updatedAt: NOW });
  });

  test('may be given away', () => {
    const purchase = requestPurchase(anId(3), { ...body, unitPrice: { ...price, amount: 0 } }, bought, NOW);
    expect(purchase.total).toEqual({ amount: 0, currency: 'EUR' });
  });

  test('keeps its price and time when it is settled and cancelled', () => {
    const past = { unitPrice: { amount: 1, currency: 'JPY' }, purchasedAt: '1999-12-31T23:59:59.999Z' };
    const requested = requestPurchase(anId(3), { ...body, ...past }, bought, NOW);
    const cancelled = cancelPurchase(settlePurchase(requested, undefined, LATER), LATER);
    expect(purchaseView(cancelled)).toMatchObject({ ...past, total: { amount: 3, currency: 'JPY' } });
  });

  test.each([NOW, LATER])('is not made after it was requested: at %s it is made now', (purchasedAt) => {
    expect(timeOfPurchase({ purchasedAt }, NOW)).toBe(NOW);
    expect(requestPurchase(anId(3), { ...body, purchasedAt }, bought, NOW)).toEqual(
      aPurchase({ quantity: 3 }),
    );
  });

  const timeIn = (purchasedAt: unknown) =>
    newPurchaseSchema.safeParse({ ...body, purchasedAt }, { reportInput: true });

  test.each([
    ['2026-01-05T10:00:00+01:00', '2026-01-05T09:00:00.000Z'],
    ['2026-01-01T00:30:00+02:00', '2025-12-31T22:30:00.000Z'],
    ['2024-02-29T23:59:59.9994-10:00', '2024-03-01T09:59:59.999Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['1970-01-01T01:00:00+01:00', '1970-01-01T00:00:00.000Z'],
  ])('made at %s is stored as made at %s', (given, purchasedAt) => {
    expect(timeIn(given)).toMatchObject({ data: { purchasedAt } });
  });

  test.each([
    ['2026-01-05', 'must be an ISO 8601 time with a time zone'],
    ['2026-01-05T10:00:00', 'must be an ISO 8601 time with a time zone'],
    ['2025-02-29T10:00:00Z', 'must be an ISO 8601 time with a time zone'],
    ['yesterday', 'must be an ISO 8601 time with a time zone'],
    [1767603600000, 'must be an ISO 8601 time with a time zone'],
    [null, 'must be an ISO 8601 time with a time zone'],
    ['1969-12-31T23:59:59.999Z', 'must not be before 1970'],
    ['1970-01-01T00:30:00+01:00', 'must not be before 1970'],
    ['9999-12-31T23:59:59.999Z', 'must not be in the future'],
  ])('made at %j is refused: %s', (given, message) => {
    expect(timeIn(given).error?.issues[0]).toMatchObject({ path: ['purchasedAt'], message });
  });

  test('may be a minute ahead of the clock, and no more', () => {
    vi.useFakeTimers({ now: Date.parse(NOW) });
    const ahead = (ms: number) => timeIn(new Date(Date.parse(NOW) + ms).toISOString()).success;
    expect([ahead(60_000), ahead(60_001)]).toEqual([true, false]);
    vi.useRealTimers();
  });

  test.each([
    { amount: -1, currency: 'EUR' },
    { amount: 1.5, currency: 'EUR' },
    { amount: 1, currency: 'ABC' },
    { amount: 1 },
    '2.50 EUR',
  ])('with the price %j is refused', (unitPrice) => {
    expect(newPurchaseSchema.safeParse({ ...body, unitPrice }).success).toBe(false);
  });
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
    ['rejected', 'A rejected purchase has nothing to return.'],
  ] as const)('is refused for a %s purchase', (status, message) => {
    expect(() => cancelPurchase(aPurchase({ status }), LATER)).toThrow(
      expect.objectContaining({ code: `purchase-${status}`, message }),
    );
  });
});

describe('returning units', () => {
  const completed = aPurchase({ status: 'completed', version: 2, quantity: 5 });
  const LATEST = '2026-03-16T00:00:00.000Z';

  test('adds them to those that were returned before, and keeps the purchase completed', () => {
    const first = returnUnits(completed, 2, LATER);
    expect(first).toEqual({ ...completed, returned: 2, version: 3, updatedAt: LATER, completedAt: NOW });
    expect(returnUnits(first, 1, LATEST)).toEqual({ ...first, returned: 3, version: 4, updatedAt: LATEST });
  });

  test.each(['the last of them', 'all at once'])('%s cancels the purchase', (how) => {
    const before = how === 'all at once' ? completed : returnUnits(completed, 2, LATER);
    const after = returnUnits(before, how === 'all at once' ? 5 : 3, LATEST);
    expect(after).toEqual(cancelPurchase(before, LATEST));
    expect(after).toEqual(
      aPurchase({
        status: 'cancelled',
        quantity: 5,
        version: before.version + 1,
        updatedAt: LATEST,
        completedAt: NOW,
      }),
    );
  });

  test.each([
    [completed, 6, '6 to be returned, but of 5 bought only 5 are left.'],
    [returnUnits(completed, 2, LATER), 4, '4 to be returned, but of 5 bought only 3 are left.'],
    [cancelPurchase(completed, LATER), 1, '1 to be returned, but of 5 bought only 0 are left.'],
  ])('more than were kept is refused', (purchase, quantity, message) => {
    const refusal = expect.objectContaining({ code: 'return-exceeds-purchase', message });
    expect(() => returnUnits(purchase, quantity, LATEST)).toThrow(refusal);
  });

  test.each(['pending', 'rejected'] as const)('of a %s purchase is refused', (status) => {
    expect(() => returnUnits(aPurchase({ status }), 1, LATER)).toThrow(
      expect.objectContaining({ code: `purchase-${status}` }),
    );
  });

  test('is answered with the units and what they cost', () => {
    const moneyOf = (amount: number) => ({ amount, currency: 'EUR' });
    const [some, all] = [returnUnits(completed, 2, LATER), cancelPurchase(completed, LATER)];
    expect(purchaseView(some)).toMatchObject({ quantity: 5, returned: 2, returnedTotal: moneyOf(49_800) });
    expect(purchaseView(all)).toMatchObject({ quantity: 5, returned: 5, returnedTotal: moneyOf(124_500) });
    expect(storedPurchaseSchema.parse(some)).toEqual(some);
  });

  test.each([{}, { quantity: 0 }, { quantity: 1.5 }, { quantity: '1' }, { quantity: 1, all: true }])(
    'with the body %j is refused',
    (body) => {
      expect(newReturnSchema.safeParse(body).success).toBe(false);
    },
  );
});

test('the outcome of a purchase is its status or, when it was rejected, why', () => {
  expect(outcomeOf(aPurchase({ status: 'completed' }))).toBe('completed');
  expect(outcomeOf(aPurchase({ status: 'rejected', rejection }))).toBe('insufficient-stock');
});

describe('what can be bought', () => {
  const customer = { name: 'Ada' };
  const product = { name: 'Oak Table', price: { amount: 24900, currency: 'EUR' } };

  test('is a known product, by a known customer', () => {
    expect(buyableBy(customer, product)).toEqual(product);
  });

  test.each([
    ['customer', undefined, product, ['customer']],
    ['product', customer, undefined, ['product']],
    ['customer', undefined, undefined, ['customer', 'product']],
  ] as const)('is refused if the replica of the %s is missing', (first, who, what, unknown) => {
    expect(() => buyableBy(who, what)).toThrow(
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
  const returnedTotal = { ...purchase.total, amount: 0 };
  expect(purchaseView(stored)).toEqual({
    ...purchase,
    purchasedAt: purchase.createdAt,
    returned: 0,
    returnedTotal,
  });
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
