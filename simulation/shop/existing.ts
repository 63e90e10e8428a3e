import { isProblem } from '../../client/errors.ts';

/** Does something to an entity; undefined if it is gone, as somebody asked. */
export async function toExisting<T>(
  entry: { readonly id: string; readonly mayBeRemoved: boolean },
  request: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (isProblem(error, 'not-found') && entry.mayBeRemoved) return undefined;
    throw error;
  }
}
