/** What became of each of many items. */
export interface Outcome<Item, Answer> {
  readonly done: readonly { readonly item: Item; readonly answer: Answer }[];
  readonly failed: readonly Failed<Item>[];
}

/** An item with which something could not be done, and why. */
export interface Failed<Item> {
  readonly item: Item;
  readonly error: Error;
}

/** The most requests at once. */
const AT_ONCE = 4;

/**
 * Does something with each item, in order, with at most four at once. One that fails stops none of the others.
 * @param onProgress called after each, with how many there were so far.
 */
export async function eachOf<Item, Answer>(
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
  onProgress: (count: number) => void = () => {},
): Promise<Outcome<Item, Answer>> {
  const done: { item: Item; answer: Answer }[] = [];
  const failed: Failed<Item>[] = [];
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      try {
        done.push({ item, answer: await work(item) });
      } catch (error) {
        failed.push({ item, error: error instanceof Error ? error : new Error(String(error)) });
      }
      onProgress(done.length + failed.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { done, failed };
}
