import { MAX_IDS } from '../../../contracts/definition/page-limits.ts';
import type { Page } from './types.ts';

interface Waiting<Item> {
  readonly id: string;
  readonly resolve: (item: Item | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads entities by id, those asked for at the same time in one request; `null` for one that does not exist.
 * @param readAll reads the list of these ids.
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
      // Rows of one list mount, and ask, in one turn of the event loop.
      if (waiting.length === 0) setTimeout(readWaiting);
      waiting.push({ id, resolve, reject });
    });
}
