import { msLeft, withinMs } from '../retries/time-budget.ts';
import { chunksOf } from '../values/chunks.ts';

/** How many groups are handled at the same time. */
const LANES = 10;

/** An item was not handled, and nothing is wrong with it. */
export class NoTimeLeft extends Error {
  override readonly name = 'NoTimeLeft';

  constructor() {
    super('No time left for this event; it will be redelivered');
  }
}

/** What is handled together, and what apart. @typeParam Ahead what is read for all items at once. */
export interface Grouping<Item, Ahead = unknown> {
  /** Items with the same key are handled in their order, never at the same time: they change the same row. */
  readonly by: (item: Item) => string;
  /** The most items of a key that are handled together. */
  readonly atMost: number;
  /**
   * The most items that are handled together although their keys differ. Only keys with a single item are, because another invocation is unlikely
   * to change their rows at the same time. Default: none are.
   */
  readonly atMostOfMany?: number;
  /** Reads for all items at once what each group would read alone. If it fails, groups have to do without. Default: nothing is read. */
  readonly readAhead?: (items: readonly Item[]) => Promise<Ahead>;
  /**
   * Handles some items of one key, or of several. If it throws, it may have handled some of them, and each must be repeatable.
   * @param ahead what was read ahead, the first time that a key is handled.
   */
  readonly handle: (items: readonly Item[], ahead: Ahead | undefined) => Promise<void>;
}

/**
 * Handles items in groups, ten groups at the same time. All share the time that is left. A group that fails is split in
 * two, again and again, so that an item that cannot be handled fails alone. When no time is left, the rest fails at once.
 * @param settled is told of each item, with its error if it failed.
 */
export async function inGroups<Item, Ahead>(
  items: readonly Item[],
  { by, atMost, atMostOfMany = 1, readAhead, handle }: Grouping<Item, Ahead>,
  settled: (item: Item, error?: Error) => Promise<void>,
): Promise<void> {
  const byKey = [...Map.groupBy(items, by).values()];
  const alone = byKey.filter((group) => group.length === 1).flat();
  const groups = [
    ...byKey.filter((group) => group.length > 1).map((group) => chunksOf(group, atMost)),
    ...chunksOf(alone, atMostOfMany).map((chunk) => [chunk]),
  ];
  const ahead = groups.length > 1 ? await readAhead?.(items).catch(() => undefined) : undefined;
  let waiting = groups.length;

  const attempt = async (chunk: readonly Item[], milliseconds: number, read?: Ahead): Promise<void> => {
    // If the invocation timed out, what was handled already would be redelivered as well.
    if (milliseconds <= 0) return fail(chunk, new NoTimeLeft());
    const [half, deadline] = [chunk.length >> 1, Date.now() + milliseconds];
    try {
      // Half of the time is for the parts, should the whole fail.
      await withinMs(half === 0 ? milliseconds : milliseconds / 2, () => handle(chunk, read));
    } catch (error) {
      if (half === 0) return fail(chunk, error as Error);
      await attempt(chunk.slice(0, half), (deadline - Date.now()) / 2);
      return attempt(chunk.slice(half), deadline - Date.now());
    }
    for (const item of chunk) await settled(item);
  };
  const fail = async (chunk: readonly Item[], error: Error): Promise<void> => {
    for (const item of chunk) await settled(item, error);
  };

  const remaining = groups.values();
  const lane = async (): Promise<void> => {
    for (const chunks of remaining) {
      const until = Date.now() + msLeft() / Math.ceil(waiting / LANES);
      waiting -= 1;
      for (const [done, chunk] of chunks.entries()) {
        // What the first chunk has changed must be read again.
        await attempt(chunk, (until - Date.now()) / (chunks.length - done), done === 0 ? ahead : undefined);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, groups.length) }, lane));
}
