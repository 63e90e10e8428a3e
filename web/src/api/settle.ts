import type { QueryClient, QueryKey } from '@tanstack/react-query';

const PAUSES_MS = [150, 300, 500, 1_000, 1_500, 2_000, 3_000];

/**
 * Reads what is on the page again until it differs from what it was: the services hear of each other's changes
 * a moment later. Gives up after about 9 s. What is not on the page is read when it is next shown.
 */
export async function readUntilChanged(cache: QueryClient, queryKey: QueryKey): Promise<void> {
  const before = dataAt(cache, queryKey);
  for (const pause of PAUSES_MS) {
    await cache.invalidateQueries({ queryKey });
    const now = dataAt(cache, queryKey);
    // Equal data keep their identity.
    if (before.size > 0 && [...before].every(([hash, data]) => now.get(hash) !== data)) return;
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

/** After a purchase was completed or cancelled: stock, purchases, and who bought what. */
export function settlePurchase(
  cache: QueryClient,
  { customerId, productId }: { readonly customerId: string; readonly productId: string },
): void {
  void cache.invalidateQueries({ queryKey: ['products', 'one', productId] });
  void cache.invalidateQueries({ queryKey: ['purchases'] });
  for (const queryKey of [
    ['customers', 'products', customerId],
    ['products', 'customers', productId],
    ['customers', 'search'],
    ['products', 'search'],
  ]) {
    void readUntilChanged(cache, queryKey);
  }
}
