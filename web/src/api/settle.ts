import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Purchase } from './types.ts';

const PAUSES_MS = [150, 300, 500, 1_000, 1_500, 2_000, 3_000];

/** What follows an event: a list, and the row that changes where a list has no other reason to. */
interface Follower {
  readonly queryKey: QueryKey;
  /** The id whose row changes; without one, the list changes in any case. */
  readonly row?: string;
}

/** The key of the mutation that brings a list up to date, so that a page can say that it is under way. */
export const settlingKey = (queryKey: QueryKey): QueryKey => ['settling', ...queryKey];

/** After a purchase was completed, rejected or cancelled: stock, purchases, numbers, and who bought what. */
export function settlePurchase(cache: QueryClient, purchase: Purchase): void {
  const { purchaseId, customerId, productId, status } = purchase;
  const cause = `${purchaseId} ${status}`;
  // A row and a dialog may both have followed it.
  const isKnown = cache.getMutationCache().find({ predicate: ({ state }) => state.variables === cause });
  if (isKnown !== undefined) return;
  void cache.invalidateQueries({ queryKey: ['purchases'] });
  settle(cache, cause, [{ queryKey: ['statistics', 'purchases'] }]);
  if (status === 'rejected') return;
  const product: QueryKey = ['products', 'one', productId];
  // Stock is taken before a purchase is completed, but given back after it is cancelled.
  if (status === 'cancelled') settle(cache, cause, [{ queryKey: product }]);
  else void cache.invalidateQueries({ queryKey: product });
  settle(cache, cause, [
    { queryKey: ['customers', 'products', customerId] },
    { queryKey: ['products', 'customers', productId] },
    { queryKey: ['customers', 'search'], row: customerId },
    { queryKey: ['products', 'search'], row: productId },
    { queryKey: ['statistics', 'customers'] },
    { queryKey: ['statistics', 'products'] },
  ]);
}

/** After a customer or product was added, changed or removed: the lists, and how many there are. */
export function settleEntities(cache: QueryClient, kind: 'customers' | 'products'): void {
  void cache.invalidateQueries({ queryKey: [kind, 'search'] });
  settle(cache, kind, [{ queryKey: ['statistics', kind] }]);
}

function settle(cache: QueryClient, cause: string, followers: readonly Follower[]): void {
  for (const follower of followers) {
    const mutation = cache.getMutationCache().build(cache, {
      mutationKey: settlingKey(follower.queryKey),
      mutationFn: (_cause: string) => readUntilChanged(cache, follower),
    });
    void mutation.execute(cause);
  }
}

/**
 * Reads what is on the page again until it differs from what it was: the services hear of each other's changes
 * a moment later. Gives up after about 9 s. What is not on the page is read when it is next shown.
 */
async function readUntilChanged(cache: QueryClient, { queryKey, row }: Follower): Promise<void> {
  const before = dataAt(cache, queryKey);
  // An id stands in a list's rows alone, whatever their shape.
  const due = [...before].filter(([, data]) => row === undefined || JSON.stringify(data)?.includes(row));
  for (const pause of PAUSES_MS) {
    await cache.invalidateQueries({ queryKey });
    const now = dataAt(cache, queryKey);
    // Equal data keep their identity.
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
