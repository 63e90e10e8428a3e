/**
 * Calls `work` for every item, starting in order, at most `limit` at once. After the first failure, or once `signal` is
 * aborted, it starts no more calls, and throws once those in progress have ended.
 */
export async function eachConcurrently<T>(
  items: Iterable<T>,
  { limit, signal }: { readonly limit: number; readonly signal?: AbortSignal | undefined },
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      signal?.throwIfAborted();
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
      if (failed) return;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: limit }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
