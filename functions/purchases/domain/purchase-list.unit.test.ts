import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PurchaseQuery, purchaseQuerySchema } from '../../../contracts/purchases/queries.ts';
import { purchaseStatuses } from '../../../contracts/purchases/shapes.ts';
import { anId } from '../../../shared/testing/fixed.ts';
import { newId } from '../../../shared/values/ids.ts';
import { aPurchase } from '../testing/builders.ts';
import { idRange, indexKeys, isInRange, leadLists, matchesQuery } from './purchase-list.ts';

const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });

test('a time range includes its first and last millisecond', () => {
  fc.assert(
    fc.property(time, time, time, (from, to, at) => {
      const range = idRange({ from: from.toISOString(), to: to.toISOString() });
      const id = newId(at.toISOString());
      expect((range.from ?? '') <= id && id <= (range.to ?? '')).toBe(from <= at && at <= to);
    }),
    { examples: [0, 1].map((ms) => [new Date(1e12), new Date(1e12 + ms), new Date(1e12 + ms)]) },
  );
});

test('a list with a time range continues only after purchases in that range', () => {
  const [from, to] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
  const [before, first, last, after] = [
    newId('2025-12-31T23:59:59.999Z'),
    newId(from),
    newId(to),
    newId('2026-01-02T00:00:00.002Z'),
  ];
  const taken = (query: PurchaseQuery) => [before, first, last, after].map(isInRange(query));
  expect(taken({})).toEqual([true, true, true, true]);
  expect(taken({ from })).toEqual([false, true, true, true]);
  expect(taken({ to })).toEqual([true, true, true, false]);
  expect(taken({ from, to })).toEqual([false, true, true, false]);
  for (const text of ['', 'x', `${first}x`, first.slice(1)]) expect(isInRange({})(text)).toBe(false);
});

describe('the lists that are read for a query', () => {
  test.each<[string, string, PurchaseQuery, readonly string[]]>([
    ['by-customer', 'customerId', { customerId: anId(1), productId: anId(2), status: 'pending' }, [anId(1)]],
    ['by-product', 'productId', { productId: anId(2), status: 'pending' }, [anId(2)]],
    ['by-status', 'statusShard', { status: 'pending' }, ['pending#0', 'pending#1', 'pending#2', 'pending#3']],
    ['by-time', 'shard', {}, ['0', '1', '2', '3']],
    ['by-time', 'shard', { status: 'completed' }, ['0', '1', '2', '3']],
  ])('are from the index %s', (index, key, query, values) => {
    expect(leadLists(query)).toEqual({ index, key, values });
  });

  test('contain every purchase exactly once, with or without a status', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), fc.constantFrom(...purchaseStatuses), (purchaseId, status) => {
        const { shard, statusShard } = indexKeys(aPurchase({ purchaseId, status }));
        expect(leadLists({ status }).values.filter((value) => value === (statusShard ?? shard))).toHaveLength(
          1,
        );
        expect(leadLists({}).values.filter((value) => value === shard)).toHaveLength(1);
      }),
    );
  });

  test('do not depend on the status of a purchase if the query has none', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), (purchaseId) => {
        const shards = purchaseStatuses.map((status) => indexKeys(aPurchase({ purchaseId, status })).shard);
        expect(new Set(shards).size).toBe(1);
      }),
    );
  });
});

test('purchases are spread over the partitions of a list', () => {
  const keys = Array.from({ length: 200 }, () =>
    indexKeys(aPurchase({ purchaseId: newId(), status: 'pending' })),
  );
  expect(new Set(keys.map(({ shard }) => shard)).size).toBe(4);
  expect(new Set(keys.map(({ statusShard }) => statusShard)).size).toBe(4);
});

test('a purchase matches by product and status; the customer is implied by the list', () => {
  const row = aPurchase({ status: 'completed' });
  expect(matchesQuery({})(row)).toBe(true);
  expect(matchesQuery({ productId: anId(2), status: 'completed' })(row)).toBe(true);
  expect(matchesQuery({ productId: anId(9) })(row)).toBe(false);
  expect(matchesQuery({ status: 'pending' })(row)).toBe(false);
});

test.each([
  [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T23:59:59Z' }, ['to']],
  [
    { from: '2026-01-01', to: 'now', status: 'done', customerId: '1' },
    ['customerId', 'from', 'status', 'to'],
  ],
])('the query %j is refused, naming each bad parameter', (query, paths) => {
  const { error } = purchaseQuerySchema.safeParse(query);
  expect(error?.issues.map((issue) => issue.path.join('.')).toSorted()).toEqual(paths);
});

test('times may have any time zone', () => {
  const query = { from: '2026-01-01T01:00:00+01:00', to: '2026-01-01T00:00:00Z' };
  expect(purchaseQuerySchema.safeParse(query).success).toBe(true);
});
