import type { StoredTable } from '../storage/stored-table.ts';
import { itemOut } from '../values/copy-out.ts';
import { areEqual } from '../values/equal.ts';
import type { Item } from '../values/value.ts';

/** An item that a write or transaction changed. Nobody else has these copies. */
export interface TableChange {
  readonly table: string;
  /** Missing if the item is new. */
  readonly before?: Item;
  /** Missing if the item was deleted. */
  readonly after?: Item;
}

/** Takes the changes of one write or transaction; it is not called if nothing changed. */
export type OnChange = (changes: readonly TableChange[]) => void;

/** What a write makes of an item. */
export interface Result {
  readonly table: StoredTable;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** Stores the results of writes. An item that stays the same is no change, as in DynamoDB Streams. */
export function commit(results: readonly Result[], onChange: OnChange | undefined): void {
  const changed = results.filter(({ before, after }) => before !== after && !areEqual(before, after));
  for (const { table, before, after } of changed) table.replace(before, after);
  if (changed.length === 0 || onChange === undefined) return;
  onChange(
    changed.map(({ table, before, after }) => ({
      table: table.name,
      ...(before !== undefined && { before: itemOut(before) }),
      ...(after !== undefined && { after: itemOut(after) }),
    })),
  );
}
