import { QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settleEntities, settlePurchase, settlingKey } from './settle.ts';
import type { Purchase } from './types.ts';

const LONGER_THAN_TIMEOUT_MS = 20_000;
const TODAY: QueryKey = ['statistics', 'purchases'];
const SEARCH: QueryKey = ['customers', 'search', {}];

const price = { amount: 250, currency: 'EUR' };
const purchase = (more: Partial<Purchase> = {}): Purchase => ({
  purchaseId: 'purchase',
  customerId: 'ada',
  productId: 'mug',
  quantity: 1,
  unitPrice: price,
  total: price,
  returned: 0,
  returnedTotal: { ...price, amount: 0 },
  status: 'completed',
  purchasedAt: '2026-05-01T10:00:00.000Z',
  createdAt: '2026-05-01T10:00:00.000Z',
  updatedAt: '2026-05-01T10:00:01.000Z',
  version: 2,
  ...more,
});

let cache: QueryClient;

/** Shows a query on the page, and counts its reads. @param answers in order; the last one is repeated. */
async function show(queryKey: QueryKey, ...answers: unknown[]): Promise<{ readonly reads: number }> {
  const shown = { reads: 0 };
  const queryFn = async () => {
    shown.reads += 1;
    return answers[Math.min(shown.reads, answers.length) - 1];
  };
  new QueryObserver(cache, { queryKey, queryFn, staleTime: Number.POSITIVE_INFINITY }).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(0);
  return shown;
}

const isSettling = (queryKey: QueryKey): boolean =>
  cache.isMutating({ mutationKey: settlingKey(queryKey) }) > 0;

beforeEach(() => {
  vi.useFakeTimers();
  cache = new QueryClient();
});

afterEach(() => {
  cache.clear();
  vi.useRealTimers();
});

test('a visible query is read until its data changes, and is settling until then', async () => {
  const today = await show(TODAY, { count: 1 }, { count: 1 }, { count: 1 }, { count: 2 });
  settlePurchase(cache, purchase());
  await vi.advanceTimersByTimeAsync(200);
  expect(isSettling(TODAY)).toBe(true);
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  expect(isSettling(TODAY)).toBe(false);
  expect(today.reads).toBe(4);
});

test('a query whose data never changes is given up', async () => {
  const today = await show(TODAY, { count: 1 });
  settlePurchase(cache, purchase());
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  expect(isSettling(TODAY)).toBe(false);
  const { reads } = today;
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  expect(today.reads).toBe(reads);
});

test('a list without the customer does not have to change', async () => {
  const search = await show(SEARCH, { items: [{ customerId: 'bob' }] });
  settlePurchase(cache, purchase());
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  expect(search.reads).toBe(2);
});

test('a list with the customer is read until it changes', async () => {
  const before = { items: [{ customerId: 'ada' }] };
  const after = { items: [{ customerId: 'ada', products: ['mug'] }] };
  const search = await show(SEARCH, before, before, before, after);
  settlePurchase(cache, purchase());
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  expect(search.reads).toBe(4);
});

test('an outcome reported by several parts of the page is settled once', async () => {
  const search = await show(SEARCH, { items: [] });
  settlePurchase(cache, purchase());
  settlePurchase(cache, purchase());
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  settlePurchase(cache, purchase());
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  expect(search.reads).toBe(2);
  settlePurchase(cache, purchase({ status: 'cancelled', version: 3 }));
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  expect(search.reads).toBe(3);
});

test('a rejected purchase changes only the statistics of the day', async () => {
  const today = await show(TODAY, { count: 1 }, { count: 2 });
  const search = await show(SEARCH, { items: [{ customerId: 'ada' }] });
  settlePurchase(cache, purchase({ status: 'rejected' }));
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  expect([today.reads, search.reads]).toEqual([2, 1]);
});

test('after a customer was changed, searches are read at once, and again when the index has followed', async () => {
  const search = await show(SEARCH, { items: [] }, { items: [] }, { items: [{ customerId: 'ada' }] });
  settleEntities(cache, 'customers');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(search.reads).toBe(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(search.reads).toBe(3);
});

test('after a customer was added, the number of customers is read until it changes', async () => {
  const statistics = await show(['statistics', 'customers'], { count: 1 }, { count: 1 }, { count: 2 });
  settleEntities(cache, 'customers');
  await vi.advanceTimersByTimeAsync(LONGER_THAN_TIMEOUT_MS);
  expect(statistics.reads).toBe(3);
});
