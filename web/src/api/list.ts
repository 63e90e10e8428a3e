import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { Page } from './types.ts';

interface PageRequest {
  /** Undefined for the first page. */
  readonly cursor: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * A list that is read page by page. The results of the previous query remain visible until the new one has answered;
 * requests that are no longer needed are cancelled.
 * @param key the cache key, with everything that the list depends on.
 */
export const listOf = <Read extends Page<unknown>>(
  key: readonly unknown[],
  readPage: (request: PageRequest) => Promise<Read>,
) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readPage({ cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    // Not all pages are read again: see ../live/.
    refetchOnWindowFocus: false,
  });

/** The items of the pages read so far, each once: what is renamed meanwhile may be on two of them. */
export function itemsOf<Item>(
  data: { readonly pages: readonly Page<Item>[] } | undefined,
  idOf: (item: Item) => string,
): readonly Item[] {
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return [...new Map(items.map((item) => [idOf(item), item])).values()];
}
