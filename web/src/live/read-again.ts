import type { Query, QueryClient, QueryFunction, QueryKey } from '@tanstack/react-query';

/**
 * Reads a query that is in sight again, and puts into the cache what `next` makes of the answer. Unlike a refetch it shows neither that it
 * reads nor that it failed. An answer is dropped if the query was read or changed meanwhile. Returns whether the data has changed.
 * @param pageParam of the page to read, if it is a list. @throws ApiError.
 */
export async function readAgain<Data, Answer>(
  cache: QueryClient,
  queryKey: QueryKey,
  { signal, pageParam }: { readonly signal: AbortSignal; readonly pageParam?: unknown },
  next: (data: Data, answer: Answer) => Data | undefined,
): Promise<boolean> {
  const query = cache.getQueryCache().find({ queryKey, exact: true }) as Query | undefined;
  // Nothing yet, or, for `null`, nothing any more.
  if (query?.state.data == null || !isAtRest(query)) return false;
  const { data, dataUpdateCount } = query.state;
  const read = query.options.queryFn as QueryFunction<Answer, QueryKey, unknown>;
  const answer = await read({
    client: cache,
    queryKey,
    signal,
    pageParam,
    direction: 'forward',
    meta: query.meta,
  });
  if (signal.aborted || !isAtRest(query) || query.state.dataUpdateCount !== dataUpdateCount) return false;
  const changed = next(data as Data, answer);
  // Equal data keeps its identity.
  return changed !== undefined && cache.setQueryData(queryKey, changed) !== data;
}

const isAtRest = (query: Query): boolean => query.isActive() && query.state.fetchStatus === 'idle';
