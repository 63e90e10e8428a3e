import { MAX_IDS } from '../../../contracts/definition/limits.ts';
import type { Page } from './types.ts';

interface Waiting<Item> {
  readonly id: string;
  readonly resolve: (item: Item | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Returns a function that reads an entity by id; `null` if it does not exist. Ids requested at the same time are read
 * together.
 * @param readAll reads the entities with these ids.
 */
export function byIds<Item>(
  readAll: (ids: readonly string[]) => Promise<Page<Item>>,
  idOf: (item: Item) => string,
): (id: string) => Promise<Item | null> {
  let waiting: Waiting<Item>[] = [];
  const read = async (batch: readonly Waiting<Item>[]): Promise<void> => {
    try {
      const { items } = await readAll([...new Set(batch.map(({ id }) => id))]);
      const found = new Map(items.map((item) => [idOf(item), item]));
      for (const { id, resolve } of batch) resolve(found.get(id) ?? null);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const readWaiting = (): void => {
    const all = waiting;
    waiting = [];
    for (let at = 0; at < all.length; at += MAX_IDS) void read(all.slice(at, at + MAX_IDS));
  };
  return (id) =>
    new Promise((resolve, reject) => {
      // All rows of a list mount in one turn of the event loop.
      if (waiting.length === 0) setTimeout(readWaiting);
      waiting.push({ id, resolve, reject });
    });
}
