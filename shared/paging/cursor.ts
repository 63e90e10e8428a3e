import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Problem } from '../http/problem.ts';

/** A page of a list: `nextCursor` is there when there may be more. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

const cursorSchema = z.strictObject({ at: z.string(), for: z.string() });

/**
 * An opaque cursor: the position after which a list goes on, bound to the query it belongs to.
 * @param query everything that decides which items the list has, and their order; not the limit.
 */
export function encodeCursor(position: string, query: unknown): string {
  const cursor = { at: position, for: seal(position, query) };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * The position in a cursor that came back; `undefined` for none.
 * @throws Problem `invalid-cursor` when it was changed, or belongs to another query.
 */
export function decodeCursor(cursor: string | undefined, query: unknown): string | undefined {
  if (cursor === undefined) return undefined;
  const { at } = parse(cursor);
  if (encodeCursor(at, query) !== cursor) throw refused();
  return at;
}

/**
 * A page, with the cursor that goes on after it.
 * @param nextPosition `undefined` when the list ends here.
 */
export const pageOf = <Item>(
  items: readonly Item[],
  nextPosition: string | undefined,
  query: unknown,
): Page<Item> =>
  nextPosition === undefined ? { items } : { items, nextCursor: encodeCursor(nextPosition, query) };

const parse = (cursor: string): z.infer<typeof cursorSchema> => {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw refused();
  }
};

const refused = (): Problem =>
  new Problem('invalid-cursor', 'The cursor was changed or belongs to another query; start without one.', {
    errors: [{ path: 'cursor', message: 'must be a nextCursor of the same query' }],
  });

/** Detects changes; it is no secret, since a cursor opens nothing that the query does not. */
const seal = (position: string, query: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([position, query]))
    .digest('base64url')
    .slice(0, 16);
