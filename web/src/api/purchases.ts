import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import { type FiltersOf, queryOf } from './filters.ts';
import { listOf } from './list.ts';
import type { NewPurchase, Purchase, PurchaseStep } from './types.ts';

/** Filters of `GET /purchases`, as in its query and in the page's URL. */
export type PurchaseFilters = FiltersOf<'GET /purchases'>;

/** The number of purchases in a chart. */
export const LATEST = 100;
const FOLLOW_MS = 400;
const OLD_MS = 10_000;
const FOLLOW_OLD_MS = 5_000;

export const purchaseList = (filters: PurchaseFilters) =>
  listOf(['purchases', 'search', filters], ({ cursor, signal }) =>
    api('GET /purchases', { query: { ...queryOf('GET /purchases', filters), cursor }, signal }),
  );

/** The latest purchases, at most `limit`, newest first. */
export const latestPurchases = (filters: PurchaseFilters, limit = LATEST) =>
  queryOptions({
    queryKey: ['purchases', 'latest', filters, limit],
    queryFn: ({ signal }) =>
      api('GET /purchases', { query: { ...queryOf('GET /purchases', filters), limit }, signal }),
  });

/** A purchase, polled while it is pending. */
export const purchaseById = (purchaseId: string) =>
  queryOptions({
    queryKey: ['purchases', 'one', purchaseId],
    queryFn: ({ signal }) => api('GET /purchases/{purchaseId}', { path: { purchaseId }, signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? FOLLOW_MS : false),
  });

/** Whether the history tells of each version of the purchase. */
export const isComplete = (
  steps: readonly PurchaseStep[],
  { status, version }: Pick<Purchase, 'status' | 'version'>,
): boolean =>
  status !== 'pending' && steps.filter(({ service }) => service === 'purchases').length >= version;

/** The events of a purchase, oldest first. Events arrive late, so the history is polled until it is complete. */
export const purchaseHistory = (purchase: Purchase) =>
  queryOptions({
    queryKey: ['purchases', 'history', purchase.purchaseId],
    queryFn: async ({ signal }) => {
      const path = { purchaseId: purchase.purchaseId };
      return (await api('GET /purchases/{purchaseId}/history', { path, signal })).items;
    },
    refetchInterval: ({ state }) => {
      if (isComplete(state.data ?? [], purchase)) return false;
      const isOld = Date.now() - Date.parse(purchase.updatedAt) > OLD_MS;
      return isOld ? FOLLOW_OLD_MS : FOLLOW_MS;
    },
  });

export const requestPurchase = (body: NewPurchase, idempotencyKey: string) =>
  api('POST /purchases', { body, idempotencyKey });

export const cancelPurchase = ({ purchaseId }: Purchase, idempotencyKey: string) =>
  api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId }, idempotencyKey });

export const returnUnits = ({ purchaseId }: Purchase, quantity: number, idempotencyKey: string) =>
  api('POST /purchases/{purchaseId}/returns', { path: { purchaseId }, body: { quantity }, idempotencyKey });
