import { type Query, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** Until rows have been measured, in pixels: two lines. */
const USUAL_HEIGHT = 57;

/** How a list was laid out. It is kept for as long as its rows, so that a reader who comes back finds them in their place. */
export interface ListLayout {
  /** Widths of the visible columns, in percent; undefined until they have been measured. */
  columns: readonly number[] | undefined;
  /** Of the table, in pixels, when its columns were measured. */
  width: number;
  readonly heightOf: (id: string) => number;
  readonly remember: (id: string, height: number) => void;
}

const layouts = new WeakMap<Query | QueryClient, ListLayout>();

/** @param isOutdated whether the rows are still those of the previous list. */
export function useListLayout(queryKey: QueryKey, isOutdated: boolean): ListLayout {
  const cache = useQueryClient();
  const [layout, setLayout] = useState(() => layoutOf(cache, queryKey));
  if (isOutdated) return layout;
  const current = layoutOf(cache, queryKey);
  if (current !== layout) setLayout(current);
  return current;
}

function layoutOf(cache: QueryClient, queryKey: QueryKey): ListLayout {
  const owner = cache.getQueryCache().find({ queryKey, exact: true }) ?? cache;
  const known = layouts.get(owner);
  if (known !== undefined) return known;
  const layout = createLayout();
  layouts.set(owner, layout);
  return layout;
}

function createLayout(): ListLayout {
  const heights = new Map<string, number>();
  let sum = 0;
  return {
    columns: undefined,
    width: 0,
    /** What was measured, or the mean. */
    heightOf: (id) => heights.get(id) ?? (heights.size === 0 ? USUAL_HEIGHT : sum / heights.size),
    remember(id, height) {
      sum += height - (heights.get(id) ?? 0);
      heights.set(id, height);
    },
  };
}
