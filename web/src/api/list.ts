import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { Page } from './types.ts';

interface Asked {
  /** Where the page begins; undefined for the first one. */
  readonly cursor: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * A list that is read page by page. What an earlier query found stays in sight until the new one has answered,
 * and a request that nobody waits for any more is cancelled.
 * @param key of the cache, with all that the list depends on.
 */
export const listOf = <Item>(key: readonly unknown[], readPage: (asked: Asked) => Promise<Page<Item>>) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readPage({ cursor: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** The items of the pages read so far. */
export const itemsOf = <Item>(data: { readonly pages: readonly Page<Item>[] } | undefined): readonly Item[] =>
  data?.pages.flatMap(({ items }) => items) ?? [];
