import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { type RequestOptions, request } from './request.ts';
import type { Page } from './types.ts';

/**
 * A list that is read page by page. What an earlier query found stays in sight until the new one has answered,
 * and a request that nobody waits for any more is cancelled.
 * @param key of the cache; the query is added to it.
 */
export const listOf = <Item>(
  key: readonly unknown[],
  path: string,
  query: NonNullable<RequestOptions['query']> = {},
) =>
  infiniteQueryOptions({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Item>>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

/** The items of the pages read so far. */
export const itemsOf = <Item>(data: { readonly pages: readonly Page<Item>[] } | undefined): readonly Item[] =>
  data?.pages.flatMap(({ items }) => items) ?? [];
