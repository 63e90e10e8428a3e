import { Button, Center, Loader, Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Page } from '../api/types.ts';
import { RowSkeletons } from './row-skeletons.tsx';
import { Failure } from './states.tsx';
import './list-end.css';

/** The next page is loaded when the end of the list is this close to the window. */
const NEAR = '400px';

interface ListEndProps<Item> {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<Item>>>;
  /** What a row is, in the singular. */
  readonly noun: string;
  readonly hasNone: boolean;
  /** Whether more rows are loaded only with a button. */
  readonly isShort: boolean;
}

/** The end of a list, which has more rows: it loads them when the reader comes near, or with its button. */
export function ListEnd<Item>({ query, noun, hasNone, isShort }: ListEndProps<Item>) {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage, error } = query;
  const isWaiting = !isShort && hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (!isWaiting || end.current === null) return;
    // A new one for each page: it tells where the end is now, not where it was before the last page.
    const sight = new IntersectionObserver(
      (entries) => {
        // On a busy machine there are several at once, the latest last.
        if (entries.at(-1)?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: NEAR },
    );
    sight.observe(end.current);
    return () => sight.disconnect();
  }, [isWaiting, fetchNextPage]);
  if (isFetchNextPageError) return <Failure error={error} onRetry={() => void fetchNextPage()} />;
  if (!hasNextPage) return null;
  if (!isShort) {
    return (
      <div ref={end} className="list-end">
        {hasNone && (
          <Text size="sm" c="dimmed" p="sm" ta="center">
            Still searching…
          </Text>
        )}
        <RowSkeletons count={3} isStill={!isFetching} />
      </div>
    );
  }
  return (
    <Center p="sm" mih={52}>
      {isFetching ? (
        <Loader size="sm" type="dots" aria-label="Loading more" />
      ) : (
        <Button variant="subtle" size="xs" onClick={() => void fetchNextPage()}>
          Show more {noun}s
        </Button>
      )}
    </Center>
  );
}
