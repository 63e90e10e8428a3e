import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import { type FiltersOf, queryOf } from './filters.ts';
import { listOf } from './list.ts';
import type { NewPurchase, Purchase, PurchaseStatus, PurchaseStep } from './types.ts';

/** Filters of `GET /purchases`, as they stand in its query and in the page's URL. */
export type PurchaseFilters = FiltersOf<'GET /purchases'>;

/** How many of the latest purchases a chart shows. */
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

/** A purchase, read again and again while it is pending. */
export const purchaseById = (purchaseId: string) =>
  queryOptions({
    queryKey: ['purchases', 'one', purchaseId],
    queryFn: ({ signal }) => api('GET /purchases/{purchaseId}', { path: { purchaseId }, signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? FOLLOW_MS : false),
  });

/** The event that each status comes of, which ends the history until something else happens. */
const lastEvent: Readonly<Record<PurchaseStatus, string | undefined>> = {
  pending: undefined,
  completed: 'PurchaseCompleted',
  rejected: 'PurchaseRejected',
  cancelled: 'PurchaseCancelled',
};

/** Whether the history tells already how the purchase came to stand where it does. */
export const isWhole = (steps: readonly PurchaseStep[], { status }: Pick<Purchase, 'status'>): boolean =>
  steps.some(({ event }) => event === lastEvent[status]);

/** The events of a purchase, oldest first; read again and again until it is whole: events arrive later. */
export const purchaseHistory = (purchase: Purchase) =>
  queryOptions({
    queryKey: ['purchases', 'history', purchase.purchaseId],
    queryFn: async ({ signal }) => {
      const path = { purchaseId: purchase.purchaseId };
      return (await api('GET /purchases/{purchaseId}/history', { path, signal })).items;
    },
    refetchInterval: ({ state }) => {
      if (isWhole(state.data ?? [], purchase)) return false;
      const isOld = Date.now() - Date.parse(purchase.updatedAt) > OLD_MS;
      return isOld ? FOLLOW_OLD_MS : FOLLOW_MS;
    },
  });

export const requestPurchase = (body: NewPurchase, idempotencyKey: string) =>
  api('POST /purchases', { body, idempotencyKey });

export const cancelPurchase = ({ purchaseId }: Purchase, idempotencyKey: string) =>
  api('POST /purchases/{purchaseId}/cancellation', { path: { purchaseId }, idempotencyKey });
