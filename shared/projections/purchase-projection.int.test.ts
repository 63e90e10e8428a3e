import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Ranking } from '../counters/ranking.ts';
import { GuardFailed } from '../dynamodb/commit.ts';
import { consumedBy } from '../testing/consumed-capacity.ts';
import { Contention } from '../testing/contention.ts';
import { interrupted } from '../testing/interrupted.ts';
import { startDatabase } from '../testing/start-database.ts';
import { lowestIdAt, newId } from '../values/ids.ts';
import { MAX_AMOUNT, MAX_QUANTITY, type Money } from '../values/money.ts';
import { revenueIn } from '../values/revenue.ts';
import type { PurchaseState } from './purchase-marks.ts';
import { OWNERS_AT_ONCE, PURCHASES_AT_ONCE, PurchaseProjection } from './purchase-projection.ts';

const contention = new Contention();
const database = await startDatabase('customer', contention);
// Sequential writes must not conflict.
beforeEach(() => {
  contention.holdMs = 0;
});
afterAll(() => database.close());

const tables = {
  pairs: database.table('CUSTOMER_PRODUCT_TABLE'),
  marks: database.table('COUNTED_PURCHASES_TABLE'),
  ranking: new Ranking(database.client, database.table('COUNTERS_TABLE'), 'customer'),
};
const projectionOf = (client = database.client) =>
  new PurchaseProjection(client, tables, { owner: 'customerId', listed: 'productId' });
const projection = projectionOf();

/** A purchase of a random history. */
interface Purchase {
  readonly customerId: string;
  readonly productId: string;
  readonly purchaseId: string;
  readonly quantity: number;
  readonly unitPrice?: Money | undefined;
  readonly purchasedAt: string;
}

/** The events of a purchase: it was completed, some units were returned, and perhaps it was cancelled. */
const completed = (purchase: Purchase): PurchaseState => ({ ...purchase, version: 2, counted: true });
/** @param units that were returned, each time. */
const returned = (purchase: Purchase, units: readonly number[]): PurchaseState[] =>
  units.map((_, index) => ({
    ...afterReturns(purchase, units.slice(0, index + 1)),
    version: 3 + index,
    counted: true,
  }));
const cancelled = (purchase: Purchase, version = 3): PurchaseState => ({
  ...purchase,
  version,
  counted: false,
});
const afterReturns = (purchase: Purchase, units: readonly number[]): Purchase => ({
  ...purchase,
  quantity: purchase.quantity - units.reduce((sum, each) => sum + each, 0),
});

/** A purchase by a customer. */
function aPurchaseOf(customerId: string, changes: Partial<Purchase> = {}): Purchase {
  const purchasedAt = changes.purchasedAt ?? '2026-03-14T15:09:26.535Z';
  return {
    customerId,
    productId: newId(),
    purchaseId: newId(purchasedAt),
    quantity: 1,
    unitPrice: { amount: 250, currency: 'EUR' },
    purchasedAt,
    ...changes,
  };
}

/** What purchases bring, by brute force. */
const revenueOf = (purchases: readonly Purchase[]): Record<string, number> =>
  Object.fromEntries(
    ['EUR', 'GBP'].flatMap((currency) => {
      const own = purchases.filter(({ unitPrice }) => unitPrice?.currency === currency);
      const sum = own.reduce(
        (total, { quantity, unitPrice }) => total + quantity * (unitPrice?.amount ?? 0),
        0,
      );
      return sum === 0 ? [] : [[`revenue:${currency}`, sum]];
    }),
  );

/** The expected lists, by brute force. */
function oracle(purchases: readonly Purchase[]) {
  const byProduct = Map.groupBy(purchases, ({ productId }) => productId);
  return [...byProduct]
    .map(([productId, all]) => ({
      productId,
      units: all.reduce((sum, { quantity }) => sum + quantity, 0),
      purchases: all.length,
      lastPurchasedAt:
        all
          .map(({ purchasedAt }) => purchasedAt)
          .toSorted()
          .at(-1) ?? '',
      revenue: revenueOf(all),
    }))
    .toSorted((a, b) =>
      `${a.lastPurchasedAt}${a.productId}` < `${b.lastPurchasedAt}${b.productId}` ? 1 : -1,
    );
}

/** The customer's entry in the ranking. */
const rankedOf = async (customerId: string) => {
  const { Item } = await database.client.send(
    new GetCommand({
      TableName: database.table('COUNTERS_TABLE'),
      Key: { counter: `customer:${customerId}` },
    }),
  );
  const { units = 0, purchases = 0, lastPurchasedAt } = Item ?? {};
  return { units, purchases, lastPurchasedAt, revenue: revenueIn(Item ?? {}) };
};

const sumOf = (purchases: readonly Purchase[]) => ({
  units: purchases.reduce((sum, { quantity }) => sum + quantity, 0),
  purchases: purchases.length,
  lastPurchasedAt: purchases
    .map(({ purchasedAt }) => purchasedAt)
    .toSorted()
    .at(-1),
  revenue: revenueOf(purchases),
});

async function listOf(customerId: string) {
  const { rows } = await projection.source(customerId).read(undefined, 100);
  return rows.map(({ productId, units, purchases, lastPurchasedAt, revenue }) => ({
    productId,
    units,
    purchases,
    lastPurchasedAt,
    revenue,
  }));
}

/** Delivers an event like a queue: again if it lost too many races. */
async function deliver(event: PurchaseState, to = projection): Promise<void> {
  for (;;) {
    try {
      return await to.apply(event);
    } catch (error) {
      if (!(error instanceof GuardFailed)) throw error;
    }
  }
}

/** A client that does something else after its first read of a mark. */
function afterMark(client: DynamoDBDocumentClient, happens: () => Promise<unknown>): DynamoDBDocumentClient {
  let pending = true;
  return new Proxy(client, {
    get(target, property) {
      if (property !== 'send') return Reflect.get(target, property);
      return async (sent: { input: { TableName?: string } }) => {
        const answer = await target.send(sent as never);
        if (pending && sent.input.TableName === tables.marks) {
          pending = false;
          await happens();
        }
        return answer;
      };
    },
  });
}

const PRODUCTS = [lowestIdAt(1), lowestIdAt(2)] as const;
const START = Date.parse('2026-01-01T00:00:00Z');

/** Up to six purchases of two products, some with returns, and their events in random order, with repetitions. */
const histories = fc
  .array(
    fc.record({
      productId: fc.constantFrom(...PRODUCTS),
      quantity: fc.integer({ min: 5, max: 9 }),
      unitPrice: fc.record({ amount: fc.nat(3), currency: fc.constantFrom('EUR', 'GBP') }),
      returns: fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 2 }),
      minute: fc.nat(3),
      cancel: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((drafts) => {
    const purchases = drafts.map(({ minute, cancel, returns, ...draft }) => {
      const purchasedAt = new Date(START + minute * 60_000).toISOString();
      const purchase = { ...draft, customerId: '', purchaseId: newId(purchasedAt), purchasedAt };
      return { cancel, returns, purchase };
    });
    const events = purchases.flatMap(({ cancel, returns, purchase }) => [
      completed(purchase),
      ...returned(purchase, returns),
      ...(cancel ? [cancelled(purchase, 3 + returns.length)] : []),
    ]);
    return fc.record({
      kept: fc.constant(
        purchases
          .filter(({ cancel }) => !cancel)
          .map(({ purchase, returns }) => afterReturns(purchase, returns)),
      ),
      events: fc
        .tuple(
          fc.shuffledSubarray(events, { minLength: events.length }),
          fc.array(fc.constantFrom(...events), { maxLength: 6 }),
        )
        .chain(([all, again]) =>
          fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
        ),
    });
  });

describe('the projection of purchases', () => {
  test('is the same for any order and repetition of events', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ kept, events }) => {
        const customerId = newId();
        for (const event of events) await projection.apply({ ...event, customerId });
        expect(await listOf(customerId)).toEqual(oracle(kept));
        expect(await rankedOf(customerId)).toEqual(sumOf(kept));
      }),
      { numRuns: 60 },
    );
  });

  test('is the same if events arrive concurrently', async () => {
    contention.holdMs = 8;
    await fc.assert(
      fc.asyncProperty(histories, async ({ kept, events }) => {
        const customerId = newId();
        await Promise.all(events.map((event) => deliver({ ...event, customerId })));
        expect(await listOf(customerId)).toEqual(oracle(kept));
        expect(await rankedOf(customerId)).toEqual(sumOf(kept));
      }),
      { numRuns: 10 },
    );
  });

  test('does not count a purchase whose completion arrives while its cancellation is being applied', async () => {
    const purchase = aPurchaseOf(newId());
    const overtaken = projectionOf(
      interrupted(database.client, 'TransactWriteCommand', () => projection.apply(completed(purchase))),
    );
    await deliver(cancelled(purchase), overtaken);
    expect(await listOf(purchase.customerId)).toEqual([]);
  });

  test('subtracts a purchase once if its cancellation is delivered twice concurrently', async () => {
    const purchase = aPurchaseOf(newId());
    await projection.apply(completed(purchase));
    const cancel = () => projection.apply(cancelled(purchase));
    // The mark is read before the other cancellation is applied, and the pair afterwards.
    await projectionOf(afterMark(database.client, cancel)).apply(cancelled(purchase));
    expect(await listOf(purchase.customerId)).toEqual([]);
    expect(await rankedOf(purchase.customerId)).toEqual(sumOf([]));
  });

  test('finds the last purchase of an owner when those of two pairs are cancelled concurrently', async () => {
    const customerId = newId();
    const [first, other, last] = [0, 1, 2].map((minute) =>
      aPurchaseOf(customerId, { purchasedAt: new Date(START + minute * 60_000).toISOString() }),
    ) as [Purchase, Purchase, Purchase];
    for (const purchase of [first, other, last]) await projection.apply(completed(purchase));
    const overtaken = projectionOf(
      interrupted(database.client, 'TransactWriteCommand', () => projection.apply(cancelled(other))),
    );
    await overtaken.apply(cancelled(last));
    expect(await rankedOf(customerId)).toEqual(sumOf([first]));
  });

  test('keeps both of two purchases of a pair that are applied concurrently', async () => {
    contention.holdMs = 8;
    const customerId = newId();
    const productId = newId();
    const [one, other] = [
      aPurchaseOf(customerId, { productId }),
      aPurchaseOf(customerId, { productId, quantity: 4 }),
    ];
    const overtaken = projectionOf(
      interrupted(database.client, 'TransactWriteCommand', () => projection.apply(completed(other))),
    );
    await deliver(completed(one), overtaken);
    expect(await listOf(customerId)).toMatchObject([{ productId, units: 5, purchases: 2 }]);
  });

  test('counts each of 40 purchases of a pair that are applied concurrently', async () => {
    contention.holdMs = 8;
    const customerId = newId();
    const productId = newId();
    const purchases = Array.from({ length: 40 }, () => aPurchaseOf(customerId, { productId }));
    await Promise.all(purchases.map((purchase) => projection.apply(completed(purchase))));
    expect(await listOf(customerId)).toMatchObject([{ productId, units: 40, purchases: 40 }]);
    expect(await rankedOf(customerId)).toEqual(sumOf(purchases));
  });

  test('finds the last of many other purchases when the latest one is cancelled', async () => {
    const customerId = newId();
    const productId = newId();
    const purchases = Array.from({ length: 25 }, (_, n) =>
      aPurchaseOf(customerId, { productId, purchasedAt: new Date(START + n * 60_000).toISOString() }),
    );
    for (const purchase of purchases) await projection.apply(completed(purchase));
    // All but the first, newest first, so that the remaining marks have to be skipped.
    for (const purchase of purchases.slice(1).toReversed()) await projection.apply(cancelled(purchase));
    expect(await listOf(customerId)).toEqual(oracle(purchases.slice(0, 1)));
  });
});

describe('a purchase that was counted before prices were', () => {
  const old = () => aPurchaseOf(newId(), { quantity: 5 });
  const withoutPrice = (state: PurchaseState): PurchaseState => ({ ...state, unitPrice: undefined });

  test('brings nothing, and takes nothing away when it is cancelled', async () => {
    const purchase = old();
    const other = aPurchaseOf(purchase.customerId, { productId: purchase.productId });
    await projection.apply(withoutPrice(completed(purchase)));
    await projection.apply(completed(other));
    expect(await rankedOf(purchase.customerId)).toMatchObject({ units: 6, revenue: { 'revenue:EUR': 250 } });
    await projection.apply(cancelled(purchase));
    expect(await listOf(purchase.customerId)).toEqual(oracle([other]));
    expect(await rankedOf(purchase.customerId)).toEqual(sumOf([other]));
  });

  test('brings what was kept of it as soon as some of it is returned', async () => {
    const purchase = old();
    await projection.apply(withoutPrice(completed(purchase)));
    for (const state of returned(purchase, [1, 2])) await projection.apply(state);
    expect(await listOf(purchase.customerId)).toEqual(oracle([afterReturns(purchase, [1, 2])]));
    expect(await rankedOf(purchase.customerId)).toEqual(sumOf([afterReturns(purchase, [1, 2])]));
  });
});

test('sums of money beyond what a number has exactly can still be listed and changed', async () => {
  const customerId = newId();
  const productId = newId();
  const unitPrice = { amount: MAX_AMOUNT, currency: 'EUR' };
  const most = Array.from({ length: 12 }, () =>
    aPurchaseOf(customerId, { productId, quantity: MAX_QUANTITY, unitPrice }),
  );
  for (const purchase of most) await projection.apply(completed(purchase));
  const sum = { 'revenue:EUR': 12 * MAX_AMOUNT * MAX_QUANTITY };
  expect(await listOf(customerId)).toMatchObject([{ purchases: 12, revenue: sum }]);
  await projection.apply(cancelled(most[0] as Purchase));
  expect(await listOf(customerId)).toMatchObject([{ purchases: 11 }]);
});

describe('purchases of one owner that are applied together', () => {
  const listOf = async (customerId: string) =>
    (await projection.source(customerId).read(undefined, 100)).rows;
  const of = async (customerId: string) =>
    (await listOf(customerId)).map(({ productId, units, purchases, lastPurchasedAt, revenue }) => ({
      productId,
      units,
      purchases,
      lastPurchasedAt,
      revenue,
    }));
  const ranked = async (customerId: string) => {
    const Key = { counter: `customer:${customerId}` };
    const { Item } = await database.client.send(
      new GetCommand({ TableName: database.table('COUNTERS_TABLE'), Key, ConsistentRead: true }),
    );
    return { units: Item?.['units'], purchases: Item?.['purchases'] };
  };

  test('count as they do one by one, several of one product among them', async () => {
    const customerId = newId();
    const productId = newId();
    const all = [
      aPurchaseOf(customerId, { productId, quantity: 2, purchasedAt: '2026-03-14T15:00:01.000Z' }),
      aPurchaseOf(customerId, { productId, quantity: 3, purchasedAt: '2026-03-14T15:00:00.000Z' }),
      aPurchaseOf(customerId, { quantity: 4, purchasedAt: '2026-03-14T15:00:02.000Z' }),
    ];
    await projection.applyAll(all.map(completed));
    expect(await of(customerId)).toEqual(oracle(all));
    expect(await ranked(customerId)).toEqual({ units: 9, purchases: 3 });
  });

  test('are written together after a later group of their owner', async () => {
    const customerId = newId();
    const at = (second: number) => ({ purchasedAt: `2026-03-14T15:00:0${second}.000Z` });
    const [earlier, later] = [
      [1, 2],
      [3, 4],
    ].map((seconds) => seconds.map((second) => aPurchaseOf(customerId, at(second)))) as [
      Purchase[],
      Purchase[],
    ];
    await projection.applyAll(later.map(completed));
    const { requests } = await consumedBy(database.client, () => projection.applyAll(earlier.map(completed)));
    // Only requests that succeed are counted.
    expect(requests).toBe(1);
    expect(await of(customerId)).toEqual(oracle([...earlier, ...later]));
    expect(await rankedOf(customerId)).toEqual(sumOf([...earlier, ...later]));
  });

  test('count once, whichever of them are known already, come twice, or are cancelled', async () => {
    const customerId = newId();
    const [known, twice, later, gone] = [1, 2, 3, 4].map((quantity) =>
      aPurchaseOf(customerId, { quantity }),
    ) as [Purchase, Purchase, Purchase, Purchase];
    await projection.apply(completed(known));
    await projection.applyAll([known, twice, later].map(completed));
    await projection.applyAll([twice, twice].map(completed));
    await projection.applyAll([cancelled(gone), completed(gone), completed(later)]);
    const kept = await of(customerId);
    expect(kept.map(({ units }) => units).toSorted()).toEqual([1, 2, 3]);
    expect(await ranked(customerId)).toEqual({ units: 6, purchases: 3 });
  });

  test('are as many as fit into a transaction', async () => {
    const customerId = newId();
    const all = Array.from({ length: PURCHASES_AT_ONCE }, () => aPurchaseOf(customerId));
    await projection.applyAll(all.map(completed));
    expect(await ranked(customerId)).toEqual({ units: all.length, purchases: all.length });
  });
});

describe('one purchase each of several owners', () => {
  const some = (count: number) => Array.from({ length: count }, () => aPurchaseOf(newId()));
  const requestsFor = async (states: readonly PurchaseState[]) =>
    (await consumedBy(database.client, () => projection.applyAll(states))).requests;
  async function expectCounted(purchases: readonly Purchase[]): Promise<void> {
    for (const { customerId } of purchases) {
      const own = purchases.filter((each) => each.customerId === customerId);
      expect(await listOf(customerId)).toEqual(oracle(own));
      expect(await rankedOf(customerId)).toEqual(sumOf(own));
    }
  }

  test('are applied in one transaction, as many as fit', async () => {
    const purchases = some(OWNERS_AT_ONCE);
    expect(await requestsFor(purchases.map(completed))).toBe(1);
    await expectCounted(purchases);
  });

  test('are applied each on its own if one is not the last of its owner, or is known already', async () => {
    const [first, ...others] = some(4) as [Purchase, ...Purchase[]];
    const later = aPurchaseOf(first.customerId, { purchasedAt: '2026-03-15T00:00:00.000Z' });
    await projection.apply(completed(later));
    await projection.applyAll([first, ...others].map(completed));
    const known = others.map(({ customerId }) => aPurchaseOf(customerId));
    await projection.applyAll([...known, first].map(completed));
    await expectCounted([later, first, ...others, ...known]);
  });

  test('do not wait for those that are cancelled', async () => {
    const [gone, other, ...kept] = some(5) as [Purchase, Purchase, ...Purchase[]];
    await projection.applyAll([gone, other].map(completed));
    const alone = await requestsFor([cancelled(other)]);
    expect(await requestsFor([cancelled(gone), ...kept.map(completed)])).toBe(alone + 1);
    await expectCounted(kept);
    expect(await listOf(gone.customerId)).toEqual([]);
  });

  test('count once, however many groups with the same owners are applied at the same time', async () => {
    contention.holdMs = 5;
    const owners = Array.from({ length: 6 }, () => newId());
    const groups = Array.from({ length: 5 }, () => owners.map((owner) => aPurchaseOf(owner)));
    await Promise.all(groups.map((group) => projection.applyAll(group.map(completed))));
    contention.holdMs = 0;
    await expectCounted(groups.flat());
  });
});
