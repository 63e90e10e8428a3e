import { queryOptions } from '@tanstack/react-query';
import { listOf } from './list.ts';
import { request } from './request.ts';
import type { NewPurchase, Page, Purchase } from './types.ts';

/** Filters of `GET /purchases`, as they stand in its query and in the page's URL. */
export type PurchaseFilters = Partial<Record<'customerId' | 'productId' | 'status' | 'from' | 'to', string>>;

/** How many of the latest purchases a chart shows. */
export const LATEST = 100;
const FOLLOW_MS = 400;

export const purchaseList = (filters: PurchaseFilters) =>
  listOf<Purchase>(['purchases', 'search'], '/purchases', filters);

/** The latest purchases, at most `limit`, newest first. */
export const latestPurchases = (filters: PurchaseFilters, limit = LATEST) =>
  queryOptions({
    queryKey: ['purchases', 'latest', filters, limit],
    queryFn: ({ signal }) => request<Page<Purchase>>('/purchases', { query: { ...filters, limit }, signal }),
  });

/** A purchase, read again and again while it is pending. */
export const purchaseById = (purchaseId: string) =>
  queryOptions({
    queryKey: ['purchases', 'one', purchaseId],
    queryFn: ({ signal }) => request<Purchase>(`/purchases/${purchaseId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? FOLLOW_MS : false),
  });

export const requestPurchase = (body: NewPurchase, idempotencyKey: string) =>
  request<Purchase>('/purchases', { method: 'POST', body, idempotencyKey });

export const cancelPurchase = ({ purchaseId }: Purchase, idempotencyKey: string) =>
  request<Purchase>(`/purchases/${purchaseId}/cancellation`, { method: 'POST', idempotencyKey });
