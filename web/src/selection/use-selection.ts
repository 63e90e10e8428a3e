import { hashKey, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';

/** The rows of a list that the reader has selected. */
export interface Selection<Item> {
  /** In the order of the list. A row that is not in the list any more is not selected. */
  readonly selected: readonly Item[];
  readonly count: number;
  /** The number of rows that can be selected: those shown. */
  readonly shown: number;
  readonly isSelected: (id: string) => boolean;
  /** Selects a row, or no longer. @param withRange the rows between it and the last one as well. */
  readonly toggle: (id: string, withRange: boolean) => void;
  /** Selects all rows shown, or none if all of them are. */
  readonly toggleAll: () => void;
  readonly drop: (ids: readonly string[]) => void;
  readonly clear: () => void;
}

interface Chosen {
  readonly key: string;
  readonly ids: ReadonlySet<string>;
  /** The row that was selected last. */
  readonly last: string | undefined;
}

/**
 * A selection of rows. It stays when rows are loaded or change, and is empty in another list.
 * @param key of the list, with its filters. @param items the rows shown.
 */
export function useSelection<Item>(
  key: QueryKey,
  items: readonly Item[],
  idOf: (item: Item) => string,
): Selection<Item> {
  const hash = hashKey(key);
  const [chosen, setChosen] = useState<Chosen>({ key: hash, ids: new Set(), last: undefined });
  const ids = chosen.key === hash ? chosen.ids : new Set<string>();
  const choose = (next: Iterable<string>, last?: string): void =>
    setChosen({ key: hash, ids: new Set(next), last });
  const shown = items.map(idOf);
  const selected = items.filter((item) => ids.has(idOf(item)));
  return {
    selected,
    count: selected.length,
    shown: shown.length,
    isSelected: (id) => ids.has(id),
    toggle: (id, withRange) => {
      const range = withRange ? between(shown, chosen.last ?? id, id) : [id];
      const next = new Set(ids);
      for (const each of range) {
        if (ids.has(id)) next.delete(each);
        else next.add(each);
      }
      choose(next, id);
    },
    toggleAll: () => choose(selected.length === shown.length ? [] : shown),
    drop: (dropped) => {
      const gone = new Set(dropped);
      setChosen((current) => ({ ...current, ids: new Set([...current.ids].filter((id) => !gone.has(id))) }));
    },
    clear: () => choose([]),
  };
}

/** The ids from one to the other, with both, in either direction; the second alone if the first is not there. */
export function between(ids: readonly string[], one: string, other: string): readonly string[] {
  const [from, to] = [ids.indexOf(one), ids.indexOf(other)];
  return from === -1 ? [other] : ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}
