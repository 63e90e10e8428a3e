import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { purchaseStatuses } from '../../../contracts/purchases/shapes.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId, LATER } from '../../../shared/testing/fixed.ts';
import { allPagesOf, everyChoiceOf, sampleOf } from '../../../shared/testing/oracle.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { purchasedAtOf } from '../../../shared/values/purchased-at.ts';
import { type Purchase, settlePurchase } from '../domain/purchase.ts';
import { purchaseView } from '../domain/purchase-view.ts';
import { aPurchase } from '../testing/builders.ts';

const database = await startDatabase('purchases');
const { purchases } = await import('../adapters/tables.ts');
const { handler } = await import('./list-purchases.ts');
afterAll(() => database.close());

const START = Date.parse('2026-01-01T00:00:00.000Z');

/** Random purchases, some of them made in the same millisecond. */
const made = sampleOf(
  fc.record({
    customerId: fc.constantFrom(anId(1), anId(2)),
    productId: fc.constantFrom(anId(3), anId(4)),
    status: fc.constantFrom(...purchaseStatuses),
    millisecond: fc.integer({ min: 0, max: 60 }),
    isPast: fc.boolean(),
  }),
  150,
).map(({ millisecond, isPast, ...fields }) => {
  const purchasedAt = new Date(START + millisecond).toISOString();
  const times = isPast ? { purchasedAt, createdAt: LATER } : { createdAt: purchasedAt };
  return aPurchase({ ...fields, purchaseId: newId(purchasedAt), ...times });
});

const madeAt = (purchase: Purchase): number => Date.parse(purchasedAtOf(purchase));

beforeAll(async () => {
  await Promise.all(made.map((purchase) => purchases.add(purchase, { cause: aCause })));
});

type Query = Partial<Record<'customerId' | 'productId' | 'status' | 'from' | 'to', string>>;

/** The ids of all matches, newest first, by brute force. */
const oracle = ({ customerId, productId, status, from, to }: Query): string[] =>
  made
    .filter(
      (purchase) =>
        (customerId === undefined || purchase.customerId === customerId) &&
        (productId === undefined || purchase.productId === productId) &&
        (status === undefined || purchase.status === status) &&
        (from === undefined || madeAt(purchase) >= Date.parse(from)) &&
        (to === undefined || madeAt(purchase) <= Date.parse(to)),
    )
    .map(({ purchaseId }) => purchaseId)
    .toSorted()
    .toReversed();

async function list(query: Query, limit: number) {
  const { items, sizes } = await allPagesOf<Purchase>((cursor) =>
    ask(handler, { query: { ...query, limit: String(limit), ...(cursor === undefined ? {} : { cursor }) } }),
  );
  return { ids: items.map(({ purchaseId }) => purchaseId), items, sizes };
}

const filters: Required<Query> = {
  customerId: anId(1),
  productId: anId(4),
  status: 'completed',
  from: new Date(START + 10).toISOString(),
  to: '2026-01-01T01:00:00.050+01:00',
};

describe('listing purchases finds exactly what brute force finds, newest first', () => {
  test.each(everyChoiceOf(filters).map((query) => [JSON.stringify(query), query] as const))(
    '%s',
    async (_, query) => {
      const { ids, sizes } = await list(query, 7);
      expect(ids).toEqual(oracle(query));
      expect(sizes.slice(0, -1).every((size) => size === 7)).toBe(true);
    },
  );

  test('any random query, in pages of any size', async () => {
    const time = fc.integer({ min: -5, max: 65 }).map((ms) => new Date(START + ms).toISOString());
    const queries = fc.record<Query>(
      {
        customerId: fc.constantFrom(anId(1), anId(9)),
        productId: fc.constantFrom(anId(3), anId(9)),
        status: fc.constantFrom(...purchaseStatuses),
        from: time,
        to: time,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(queries, fc.integer({ min: 1, max: 100 }), async (query, limit) => {
        fc.pre(query.from === undefined || query.to === undefined || query.from <= query.to);
        expect((await list(query, limit)).ids).toEqual(oracle(query));
      }),
      { numRuns: 60 },
    );
  });
});

test('an answer has the current purchase, without internal fields', async () => {
  const { items } = await list({}, 100);
  const sorted = made.toSorted((a, b) => (a.purchaseId < b.purchaseId ? 1 : -1));
  expect(items).toEqual(sorted.map(purchaseView));
});

test('a purchase moves to the list of its next status', async () => {
  const purchase = aPurchase({ purchaseId: newId('2026-02-01T00:00:00.000Z'), customerId: anId(7) });
  await purchases.add(purchase, { cause: aCause });
  await purchases.change(purchase.purchaseId, (pending) => settlePurchase(pending, undefined, LATER), {
    cause: aCause,
  });
  const listed = async (status: string) => (await list({ status }, 100)).ids.includes(purchase.purchaseId);
  expect([await listed('pending'), await listed('completed')]).toEqual([false, true]);
});
