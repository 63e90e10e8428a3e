import { isProblem } from '../../client/errors.ts';

/** Does something to an entity; undefined if it is gone, as somebody asked. */
export async function toExisting<T>(
  entry: { readonly id: string; readonly mayBeRemoved: boolean; readonly removals: number },
  request: () => Promise<T>,
): Promise<T | undefined> {
  const { mayBeRemoved, removals } = entry;
  // It may have been restored by the time the answer arrives.
  const mayBeGone = () => mayBeRemoved || entry.mayBeRemoved || entry.removals > removals;
  try {
    return await request();
  } catch (error) {
    if (isProblem(error, 'not-found') && mayBeGone()) return undefined;
    throw error;
  }
}

/** Does something to a product; undefined if another one has its SKU. */
export async function unlessTaken<T>(request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (isProblem(error, 'sku-taken')) return undefined;
    throw error;
  }
}
