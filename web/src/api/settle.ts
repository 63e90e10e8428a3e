import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Purchase } from './types.ts';

/** After a write, its table's stream reaches the search index a moment later. */
const INDEXED_AFTER_MS = 1_500;

const PAUSES_MS = [150, 300, 500, 1_000, 1_500, 2_000, 3_000];

/** A query whose data will change after an event. */
interface Dependent {
  readonly queryKey: QueryKey;
  /** If given, only lists that contain this id will change. */
  readonly row?: string;
}

/** The key of the mutation that updates a query, so that the page can show that it is in progress. */
export const settlingKey = (queryKey: QueryKey): QueryKey => ['settling', ...queryKey];

/** Updates everything that depends on a purchase, after it was completed, rejected, returned or cancelled. */
export function settlePurchase(cache: QueryClient, purchase: Purchase): void {
  const { purchaseId, customerId, productId, status, version, returned } = purchase;
  const cause = `${purchaseId} ${version}`;
  // A row and a dialog may both have polled it.
  const isDone = cache.getMutationCache().find({ predicate: ({ state }) => state.variables === cause });
  if (isDone !== undefined) return;
  void cache.invalidateQueries({ queryKey: ['purchases'] });
  settle(cache, cause, [{ queryKey: ['statistics', 'purchases'] }]);
  if (status === 'rejected') return;
  const product: QueryKey = ['products', 'one', productId];
  // Stock is reserved before a purchase is completed, but is back only after a return.
  if (returned > 0) settle(cache, cause, [{ queryKey: product }]);
  else void cache.invalidateQueries({ queryKey: product });
  settle(cache, cause, [
    { queryKey: ['customers', 'products', customerId] },
    { queryKey: ['products', 'customers', productId] },
    { queryKey: ['customers', 'totals', customerId] },
    { queryKey: ['products', 'totals', productId] },
    { queryKey: ['products', 'stock-changes', productId] },
    { queryKey: ['customers', 'search'], row: customerId },
    { queryKey: ['products', 'search'], row: productId },
    { queryKey: ['statistics', 'customers'] },
    { queryKey: ['statistics', 'products'] },
  ]);
}

/** Updates everything that depends on many purchases, after they were cancelled. */
export function settleCancelled(cache: QueryClient, purchases: readonly Purchase[]): void {
  for (const purchase of purchases) cache.setQueryData(['purchases', 'one', purchase.purchaseId], purchase);
  void cache.invalidateQueries({ queryKey: ['purchases'] });
  const dependents = ['products', 'customers', 'totals', 'search'].flatMap((part) => [
    { queryKey: ['customers', part] },
    { queryKey: ['products', part] },
  ]);
  settle(cache, `${purchases.length} ${Date.now()}`, [
    ...dependents,
    { queryKey: ['products', 'one'] },
    { queryKey: ['statistics'] },
  ]);
}

/**
 * Updates lists and counts after a customer or product was added, changed or removed. The plain list shows that at once, and searches
 * a moment later.
 */
export function settleEntities(cache: QueryClient, kind: 'customers' | 'products'): void {
  const read = () => {
    void cache.invalidateQueries({ queryKey: [kind, 'search'] });
    void cache.invalidateQueries({ queryKey: [kind, 'stock-changes'] });
  };
  read();
  setTimeout(read, INDEXED_AFTER_MS);
  settle(cache, kind, [{ queryKey: ['statistics', kind] }]);
}

function settle(cache: QueryClient, cause: string, dependents: readonly Dependent[]): void {
  for (const dependent of dependents) {
    const mutation = cache.getMutationCache().build(cache, {
      mutationKey: settlingKey(dependent.queryKey),
      mutationFn: (_cause: string) => readUntilChanged(cache, dependent),
    });
    void mutation.execute(cause);
  }
}

/**
 * Refetches the visible queries until their data changes, because the services are eventually consistent. Gives up after
 * about 9 s. Other queries are read when they are next shown.
 */
async function readUntilChanged(cache: QueryClient, { queryKey, row }: Dependent): Promise<void> {
  const before = dataAt(cache, queryKey);
  // Ids occur only in the rows of a list, whatever their shape.
  const due = [...before].filter(([, data]) => row === undefined || JSON.stringify(data)?.includes(row));
  for (const pause of PAUSES_MS) {
    await cache.invalidateQueries({ queryKey });
    const now = dataAt(cache, queryKey);
    // Equal data keeps its identity.
    if (before.size > 0 && due.every(([hash, data]) => now.get(hash) !== data)) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

const dataAt = (cache: QueryClient, queryKey: QueryKey): Map<string, unknown> =>
  new Map(
    cache
      .getQueryCache()
      .findAll({ queryKey, type: 'active' })
      .map(({ queryHash, state }) => [queryHash, state.data]),
  );
