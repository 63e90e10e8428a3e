import { replaceEqualDeep } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import { placedRows } from './rows-in-sight.ts';

const SHOWN_MS = 1_600;

interface Listed<Item> {
  readonly key: string;
  readonly items: readonly Item[];
}

/**
 * Marks rows that are new or have changed, for a moment. What comes after the last known row is not new, but further down.
 * @param list its items, in the order of the rows, and a key: nothing is marked in another list. Undefined while it is an older one.
 */
export function useHighlight<Item>(
  body: RefObject<HTMLTableSectionElement | null>,
  list: Listed<Item> | undefined,
  idOf: (item: Item) => string,
): void {
  const last = useRef<Listed<Item>>(undefined);
  useEffect(() => {
    const before = last.current;
    if (list === undefined) return;
    last.current = list;
    if (before === undefined || before.key !== list.key || before.items === list.items) return;
    const changed = new Set(changedRows(before.items, list.items, idOf));
    if (changed.size === 0) return;
    for (const { at, row } of placedRows(body.current)) if (changed.has(at)) mark(row);
  });
}

/** The places of items that are new or have changed. */
export function changedRows<Item>(
  before: readonly Item[],
  now: readonly Item[],
  idOf: (item: Item) => string,
): readonly number[] {
  const known = new Map(before.map((item) => [idOf(item), item]));
  const lastKnown = now.findLastIndex((item) => known.has(idOf(item)));
  return now.flatMap((item, at) => {
    const former = known.get(idOf(item));
    if (former === undefined) return at < lastKnown ? at : [];
    return replaceEqualDeep(former, item) === former ? [] : at;
  });
}

/** Fades, or, for readers who do not want things to move, disappears at once. */
function mark(row: HTMLElement): void {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  row.animate([{ backgroundColor: 'var(--page-selected)' }, { backgroundColor: 'transparent' }], {
    duration: SHOWN_MS,
    easing: isStill ? 'steps(1, end)' : 'ease-in',
  });
}
