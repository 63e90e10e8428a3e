import { hashKey, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import type { Page } from '../api/types.ts';
import { live } from './live.ts';
import type { LiveRead } from './live-reads.ts';
import { mergePage, type Pages } from './merge-page.ts';
import { readAgain } from './read-again.ts';
import { isBeginInSight, pagesInSight, placedRows } from './rows-in-sight.ts';

/** Which list is kept up to date. */
export interface LiveList {
  readonly queryKey: QueryKey;
  /** Default: `lead`. */
  readonly role?: LiveRead['role'];
}

interface LiveListProps<Item> extends LiveList {
  readonly idOf: (item: Item) => string;
  /** The rows on the page, in the order of the items. */
  readonly body: RefObject<HTMLTableSectionElement | null>;
}

/** New rows that are not shown yet, because the reader is further down. */
interface Waiting<Item> {
  readonly key: string;
  readonly answer: Page<Item>;
  readonly ids: readonly string[];
}

/** What others do with a list. */
export interface LiveChanges {
  /** The ids of new rows that are not shown yet. */
  readonly waiting: readonly string[];
  readonly showWaiting: () => void;
  /** Whether the list shows what others did, rather than what this reader asked for. */
  readonly isOthers: boolean;
}

const none: readonly string[] = [];

/**
 * Keeps a list up to date with what others do: its first page, and those in sight. New rows are put in if the reader is at the begin, and
 * wait otherwise.
 * @param isFetching whether this reader has asked for something.
 */
export function useLiveList<Item>(
  { queryKey, role = 'lead', idOf, body }: LiveListProps<Item>,
  isFetching: boolean,
): LiveChanges {
  const cache = useQueryClient();
  const key = hashKey(queryKey);
  const [waiting, setWaiting] = useState<Waiting<Item>>();
  const [isOthers, setIsOthers] = useState(false);
  if (isFetching && isOthers) setIsOthers(false);
  useEffect(
    () =>
      live.watch({
        role,
        read: (signal) =>
          readInSight<Item>(cache, JSON.parse(key), {
            signal,
            idOf,
            body,
            onWaiting: (next) => setWaiting(next && { ...next, key }),
            onRead: () => setIsOthers(true),
          }),
      }),
    [cache, key, role, idOf, body],
  );
  const isCurrent = waiting?.key === key;
  return {
    waiting: isCurrent ? waiting.ids : none,
    isOthers,
    showWaiting: () => {
      setWaiting(undefined);
      if (!isCurrent) return;
      cache.setQueryData<Pages<Item>>(queryKey, (data) => data && withAdded(data, waiting.answer, idOf));
    },
  };
}

interface Reading<Item> extends Pick<LiveListProps<Item>, 'idOf' | 'body'> {
  readonly signal: AbortSignal;
  readonly onWaiting: (waiting: Omit<Waiting<Item>, 'key'> | undefined) => void;
  /** Called before what was read is shown. */
  readonly onRead: () => void;
}

async function readInSight<Item>(
  cache: QueryClient,
  queryKey: QueryKey,
  { signal, idOf, body, onWaiting, onRead }: Reading<Item>,
): Promise<boolean> {
  const known = cache.getQueryData<Pages<Item>>(queryKey);
  if (known === undefined) return false;
  let hasChanged = false;
  // One after the other: what is on one page may have come from another.
  for (const at of pagesInSight(
    known.pages.map(({ items }) => items.length),
    placedRows(body.current),
  )) {
    const pageParam = known.pageParams[at];
    const isAtBegin = isBeginInSight(placedRows(body.current));
    const changed = await readAgain<Pages<Item>, Page<Item>>(
      cache,
      queryKey,
      { signal, pageParam },
      (data, answer) => {
        if (data.pageParams[at] !== pageParam) return undefined;
        onRead();
        if (at > 0) return mergePage(data, at, answer, { idOf, withAdded: true })?.pages;
        if (isAtBegin) {
          onWaiting(undefined);
          return withAdded(data, answer, idOf);
        }
        const merged = mergePage(data, 0, answer, { idOf, withAdded: false });
        const added = merged?.added ?? answer.items;
        onWaiting(added.length === 0 ? undefined : { answer, ids: added.map(idOf) });
        return merged?.pages;
      },
    );
    hasChanged ||= changed;
  }
  return hasChanged;
}

/** The list with a new first page. If they have nothing in common, it begins anew. */
const withAdded = <Item>(data: Pages<Item>, answer: Page<Item>, idOf: (item: Item) => string): Pages<Item> =>
  mergePage(data, 0, answer, { idOf, withAdded: true })?.pages ?? {
    pages: [answer],
    pageParams: data.pageParams.slice(0, 1),
  };
