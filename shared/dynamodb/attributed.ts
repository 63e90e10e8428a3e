import { type Actor, causeSchema, type Stored } from '../values/aggregate.ts';

/** An aggregate, and who asked for its last change. That is never stored beside the row's cause, which says it. */
type Attributed<Item> = Item & { readonly updatedBy?: Actor };

/**
 * The item with the actor of its last change, if there is one, as `updatedBy`.
 * @param cause of that change, as stored.
 */
export function attributed<Item extends object>(item: Item, cause: unknown): Attributed<Item> {
  const plain = unattributed(item);
  const actor = causeSchema().safeParse(cause).data?.actor;
  return actor === undefined ? plain : { ...plain, updatedBy: actor };
}

/** The item as stored. */
export function unattributed<Item extends object>(item: Attributed<Item>): Item {
  const { updatedBy: _, ...plain } = item;
  return plain as Item;
}

/** The item with the cause of its last change. @param row as stored. */
export const withCause = <Item>(item: Item, row: Record<string, unknown>): Stored<Item> => ({
  ...item,
  cause: causeSchema().parse(row['cause']),
});
