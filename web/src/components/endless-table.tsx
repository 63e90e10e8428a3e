import { Table, Text, VisuallyHidden } from '@mantine/core';
import { hashKey, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { SuggestedPage } from '../../../contracts/definition/shapes.ts';
import { itemsOf } from '../api/list.ts';
import type { Page } from '../api/types.ts';
import { useHighlight } from '../live/use-highlight.ts';
import { type LiveList, useLiveList } from '../live/use-live-list.ts';
import { counted } from './format.ts';
import { ListEnd } from './list-end.tsx';
import { useListLayout } from './list-layout.ts';
import { PlaceOfRow } from './list-row.tsx';
import { ListRows } from './list-rows.tsx';
import { NewRows } from './new-rows.tsx';
import { RowSkeletons } from './row-skeletons.tsx';
import { Failure, NotYetLoaded } from './states.tsx';
import { useColumnWidths } from './use-column-widths.ts';
import { usePrinting } from './use-printing.ts';

/** Longer lists have only those rows in the document that are near the window. Up to here, that would save nothing that one notices. */
const LONG = 100;

interface EndlessTableProps<Item> {
  /** The accessible name of the table. */
  readonly label: string;
  /** What a row is, in the singular. */
  readonly noun: string;
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<Item>>>;
  /** How the list is kept up to date. */
  readonly live: LiveList;
  /** The same in every render. */
  readonly idOf: (item: Item) => string;
  readonly head: ReactNode;
  readonly row: (item: Item) => ReactNode;
  /** Shown if nothing was found. */
  readonly empty: ReactNode;
  /** Whether more rows are loaded only with the button, because other panels follow. Default: also by scrolling. */
  readonly isShort?: boolean;
  /** What the rows in sight come to, such as their money. Default: nothing. */
  readonly sum?: (items: readonly Item[]) => string | undefined;
}

const headPlace = { at: -1, isNumbered: true };

/** A table with infinite scrolling. Its end says how many rows there are. */
export function EndlessTable<Item>({
  label,
  noun,
  query,
  live,
  idOf: givenIdOf,
  head,
  row,
  empty,
  isShort = false,
  sum,
}: EndlessTableProps<Item>) {
  const [idOf] = useState(() => givenIdOf);
  const items = useMemo(() => itemsOf(query.data, idOf), [query.data, idOf]);
  const body = useRef<HTMLTableSectionElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const { waiting, showWaiting, isOthers } = useLiveList({ ...live, idOf, body }, query.isFetching);
  const listed = query.isPlaceholderData ? undefined : { key: hashKey(live.queryKey), items };
  useHighlight(body, listed, idOf);
  const table = useRef<HTMLTableElement>(null);
  const layout = useListLayout(live.queryKey, query.isPlaceholderData);
  const isPrinting = usePrinting();
  const columns = useColumnWidths(table, layout, items.length > LONG && !isPrinting);
  // The columns are measured with all rows.
  const isVirtual = columns !== undefined;
  if (query.isPending) {
    return query.failureCount > 0 ? <NotYetLoaded /> : <RowSkeletons label={`Loading ${label}`} />;
  }
  if (query.isError && items.length === 0) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  }
  const suggested = suggestionIn(query.data?.pages[0]);
  const isEmpty = items.length === 0 && !query.hasNextPage;
  return (
    <div
      ref={top}
      aria-busy={query.isPlaceholderData}
      className={query.isPlaceholderData ? 'endless outdated' : 'endless'}
    >
      <NewRows
        noun={noun}
        count={countMissing(waiting, items.map(idOf))}
        onShow={() => {
          showWaiting();
          top.current?.scrollIntoView({ block: 'start' });
        }}
      />
      {isEmpty && empty}
      {suggested !== undefined && items.length > 0 && (
        <Text size="sm" c="dimmed" p="sm">
          {suggested}
        </Text>
      )}
      {items.length > 0 && (
        <Table
          ref={table}
          aria-label={label}
          // With the head; -1 says that nobody knows.
          aria-rowcount={isVirtual ? (query.hasNextPage ? -1 : items.length + 1) : undefined}
          highlightOnHover
          highlightOnHoverColor="var(--page-hover)"
        >
          <colgroup>
            {columns?.map((width, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
              <col key={at} style={{ width: `${width}%` }} />
            ))}
          </colgroup>
          <Table.Thead>
            <PlaceOfRow value={isVirtual ? headPlace : undefined}>{head}</PlaceOfRow>
          </Table.Thead>
          <ListRows body={body} items={items} idOf={idOf} row={row} layout={layout} isVirtual={isVirtual} />
        </Table>
      )}
      <ListEnd query={query} noun={noun} hasNone={items.length === 0} isShort={isShort} />
      {/* It tells what the reader asked for, not what others do. */}
      <div role="status" aria-live={isOthers ? 'off' : 'polite'}>
        {isEmpty && <VisuallyHidden>No {noun} found</VisuallyHidden>}
        {items.length > 0 && (
          <Text size="xs" c="dimmed" px="sm" py="xs">
            {[
              `${counted(items.length, noun)} shown${query.hasNextPage ? ', there are more' : ''}`,
              sum?.(items),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        )}
      </div>
    </div>
  );
}

/** How many of these ids are not in the list. */
function countMissing(ids: readonly string[], listed: readonly string[]): number {
  const known = new Set(ids.length === 0 ? [] : listed);
  return ids.filter((id) => !known.has(id)).length;
}

/** What was searched for instead of the name that was typed, if anything. */
function suggestionIn(page: SuggestedPage<unknown> | undefined): string | undefined {
  const { name, email, sku } = page?.suggestion ?? {};
  if (name !== undefined) return `Nothing begins with what you typed. These match “${name}”.`;
  if (email !== undefined) return 'Found by e-mail address.';
  return sku === undefined ? undefined : 'Found by SKU.';
}
