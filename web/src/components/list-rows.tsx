import { Table } from '@mantine/core';
import {
  defaultRangeExtractor,
  type Range,
  useWindowVirtualizer,
  type VirtualItem,
} from '@tanstack/react-virtual';
import { type FocusEvent, memo, type ReactNode, type RefObject, useCallback, useMemo, useRef } from 'react';
import type { ListLayout } from './list-layout.ts';
import { PlaceOfRow, type RowPlace } from './list-row.tsx';
import { useTop } from './use-top.ts';
import './list-rows.css';

/** Rows before and after those in the window that are in the document as well, for Tab and for fast scrolling. */
const BEYOND = 10;

/** These browsers keep the reader's place themselves when rows above it turn out higher than expected. */
const keepsPlace = CSS.supports('overflow-anchor', 'auto');

interface ListRowsProps<Item> {
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  readonly row: (item: Item) => ReactNode;
  readonly layout: ListLayout;
  /** Whether only rows near the window are in the document. */
  readonly isVirtual: boolean;
}

/**
 * The rows of a list. If it is long, those far from the window are left out, except the one that has the focus: empty rows, which
 * assistive technology does not read, take their place.
 */
export function ListRows<Item>({ body, items, idOf, row, layout, isVirtual }: ListRowsProps<Item>) {
  const focused = useRef<string>(undefined);
  const idAt = useCallback((at: number) => idOf(items[at] as Item), [items, idOf]);
  const top = useTop(body);
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count: items.length,
    overscan: BEYOND,
    scrollMargin: top,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    getItemKey: idAt,
    estimateSize: (at) => layout.heightOf(idAt(at)),
    measureElement: (element, entry) => {
      // Not rounded, or the errors of a thousand rows would add up.
      const height = entry?.borderBoxSize[0]?.blockSize ?? element.getBoundingClientRect().height;
      layout.remember(idAt(Number(element.dataset['index'])), height);
      return height;
    },
    rangeExtractor: useCallback(
      (range: Range) => {
        const at = items.findIndex((item) => idOf(item) === focused.current);
        // With its neighbours, so that Tab goes on from there.
        return at === -1 ? defaultRangeExtractor(range) : withRows(range, [at - 1, at, at + 1]);
      },
      [items, idOf],
    ),
  });
  if (keepsPlace) virtualizer.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  const onFocus = ({ target }: FocusEvent): void => {
    const at = target.closest<HTMLElement>('tr[data-index]')?.dataset['index'];
    if (at !== undefined) focused.current = idAt(Number(at));
  };
  const placed = (at: number): ReactNode => (
    <PlacedRow
      key={idAt(at)}
      at={at}
      item={items[at] as Item}
      row={row}
      isNumbered={isVirtual}
      measure={virtualizer.measureElement}
    />
  );
  return (
    <Table.Tbody ref={body} onFocus={onFocus}>
      {isVirtual
        ? withGaps(virtualizer.getVirtualItems(), top, top + virtualizer.getTotalSize(), placed)
        : items.map((_, at) => placed(at))}
    </Table.Tbody>
  );
}

function withRows(range: Range, others: readonly number[]): number[] {
  const all = new Set([...defaultRangeExtractor(range), ...others]);
  return [...all].filter((at) => at >= 0 && at < range.count).toSorted((a, b) => a - b);
}

/** Rows from one place on the page to another, with an empty row wherever some are left out. */
function withGaps(
  rows: readonly VirtualItem[],
  begin: number,
  end: number,
  placed: (at: number) => ReactNode,
): readonly ReactNode[] {
  const parts: ReactNode[] = [];
  let reached = begin;
  for (const { index, key, start, end: next } of rows) {
    // The key moves no row in the document: it would lose the focus.
    if (start > reached) parts.push(<Gap key={`before ${key}`} height={start - reached} />);
    parts.push(placed(index));
    reached = next;
  }
  return end > reached ? [...parts, <Gap key="after" height={end - reached} />] : parts;
}

const Gap = ({ height }: { readonly height: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: rows of a table are not focusable
  <tr className="left-out" aria-hidden="true" style={{ height }}>
    <td />
  </tr>
);

interface PlacedRowProps<Item> extends Required<RowPlace> {
  readonly item: Item;
  readonly row: (item: Item) => ReactNode;
}

/** Drawn again only if something about it has changed, not whenever others are scrolled into view. */
const PlacedRow = memo(function PlacedRow<Item>({
  item,
  row,
  at,
  isNumbered,
  measure,
}: PlacedRowProps<Item>) {
  const place = useMemo(() => ({ at, isNumbered, measure }), [at, isNumbered, measure]);
  return <PlaceOfRow value={place}>{row(item)}</PlaceOfRow>;
}) as <Item>(props: PlacedRowProps<Item> & { readonly key: string }) => ReactNode;
