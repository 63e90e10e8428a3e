import { type RefObject, useEffect, useLayoutEffect, useReducer } from 'react';
import type { ListLayout } from './list-layout.ts';

/**
 * Keeps the columns of a long list as wide as they were with all rows: otherwise they would change with the rows that are scrolled
 * into view. They are measured again when the table is resized, or gets other columns.
 * @returns the widths in percent; undefined until they are known.
 */
export function useColumnWidths(
  table: RefObject<HTMLTableElement | null>,
  layout: ListLayout,
  isLong: boolean,
): readonly number[] | undefined {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  useLayoutEffect(() => {
    if (!isLong || table.current === null) return;
    if (headsOf(table.current).length === layout.columns?.length) return;
    measure(table.current, layout);
    redraw();
  });
  useEffect(() => {
    const element = table.current;
    if (!isLong || element === null) return;
    const resizes = new ResizeObserver(() => {
      if (element.offsetWidth === layout.width) return;
      measure(element, layout);
      redraw();
    });
    resizes.observe(element);
    return () => resizes.disconnect();
  }, [table, layout, isLong]);
  return isLong ? layout.columns : undefined;
}

/** The heads of the visible columns. */
const headsOf = (table: HTMLTableElement): readonly HTMLTableCellElement[] =>
  [...(table.tHead?.rows[0]?.cells ?? [])].filter(({ offsetWidth }) => offsetWidth > 0);

/** Measures the columns as wide as the browser makes them for the rows that are there. */
function measure(table: HTMLTableElement, layout: ListLayout): void {
  const fixed = table.querySelector('colgroup');
  if (fixed !== null) fixed.style.display = 'none';
  layout.width = table.offsetWidth;
  layout.columns = headsOf(table).map(
    (head) => (100 * head.getBoundingClientRect().width) / Math.max(layout.width, 1),
  );
  if (fixed !== null) fixed.style.display = '';
}
