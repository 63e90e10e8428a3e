import { queryOptions } from '@tanstack/react-query';
import { MAX_IDS, MAX_LIMIT } from '../../../contracts/definition/limits.ts';
import { api } from './api.ts';
import { type FiltersOf, queryOf } from './filters.ts';
import { listOf } from './list.ts';
import type { NewPurchase, Page, Purchase, PurchaseStep } from './types.ts';

/** Filters of `GET /purchases`, as in its query and in the page's URL. */
export type PurchaseFilters = FiltersOf<'GET /purchases'>;

/** The number of purchases in a chart. */
export const LATEST = 100;
const FOLLOW_MS = 400;
/** The longest pause, for a purchase that has been pending for long. */
const FOLLOW_AT_LEAST_MS = 60_000;
const OLD_MS = 10_000;
const FOLLOW_OLD_MS = 5_000;

export const purchaseList = (filters: PurchaseFilters) =>
  listOf(['purchases', 'search', filters], ({ cursor, signal }) =>
    api('GET /purchases', { query: { ...queryOf('GET /purchases', filters), cursor }, signal }),
  );

/** A purchase with the names of its customer and product, as far as they are kept. */
export interface NamedPurchase extends Purchase {
  readonly customerName?: string;
  readonly sku?: string;
}

/** Reads a page of the most purchases that these filters find, with the names in it. */
export const namedPurchases =
  (filters: PurchaseFilters) =>
  async (cursor: string | undefined, signal: AbortSignal): Promise<Page<NamedPurchase>> => {
    const query = { ...queryOf('GET /purchases', filters), limit: MAX_LIMIT, cursor };
    const { items, ...page } = await api('GET /purchases', { query, signal });
    return { ...page, items: await withNames(items, signal) };
  };

/** Reads the names of what purchases are about. */
export async function withAllNames(
  purchases: readonly Purchase[],
  signal: AbortSignal,
): Promise<readonly NamedPurchase[]> {
  const named: NamedPurchase[] = [];
  for (let at = 0; at < purchases.length; at += MAX_IDS) {
    named.push(...(await withNames(purchases.slice(at, at + MAX_IDS), signal)));
  }
  return named;
}

/** @param purchases at most 100. */
async function withNames(
  purchases: readonly Purchase[],
  signal: AbortSignal,
): Promise<readonly NamedPurchase[]> {
  if (purchases.length === 0) return [];
  const idsOf = (idOf: (purchase: Purchase) => string) => ({ ids: [...new Set(purchases.map(idOf))] });
  const [customers, products] = await Promise.all([
    api('GET /customers', { query: idsOf(({ customerId }) => customerId), signal }).then(itemsIn),
    api('GET /products', { query: idsOf(({ productId }) => productId), signal }).then(itemsIn),
  ]);
  const customerNames = new Map(customers.map(({ customerId, name }) => [customerId, name]));
  const byProduct = new Map(products.map((product) => [product.productId, product]));
  return purchases.map((purchase) => {
    const customerName = customerNames.get(purchase.customerId);
    const { name, sku } = byProduct.get(purchase.productId) ?? {};
    const productName = purchase.productName ?? name;
    return {
      ...purchase,
      ...(customerName !== undefined && { customerName }),
      ...(productName !== undefined && { productName }),
      ...(sku !== undefined && { sku }),
    };
  });
}

const itemsIn = <Item>({ items }: Page<Item>): readonly Item[] => items;

/** The latest purchases, at most `limit`, newest first. */
export const latestPurchases = (filters: PurchaseFilters, limit = LATEST) =>
  queryOptions({
    queryKey: ['purchases', 'latest', filters, limit],
    queryFn: ({ signal }) =>
      api('GET /purchases', { query: { ...queryOf('GET /purchases', filters), limit }, signal }),
  });

/** A purchase, polled while it is pending: less often the longer that takes. */
export const purchaseById = (purchaseId: string) =>
  queryOptions({
    queryKey: ['purchases', 'one', purchaseId],
    queryFn: ({ signal }) => api('GET /purchases/{purchaseId}', { path: { purchaseId }, signal }),
    refetchInterval: ({ state: { data } }) => {
      if (data?.status !== 'pending') return false;
      const age = Date.now() - Date.parse(data.createdAt);
      return Math.min(Math.max(age / 10, FOLLOW_MS), FOLLOW_AT_LEAST_MS);
    },
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
