/** Whether an item is a tombstone. */
export const isRemoved = (item: object): boolean => 'removedAt' in item;

/** Whether an item is an aggregate, and not what is kept of a removed one. */
export const isLiving = <Item extends object, Removed extends object>(item: Item | Removed): item is Item =>
  !isRemoved(item);
