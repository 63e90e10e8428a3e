import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Page } from '../../contracts/definition/shapes.ts';
import { MAX_SORT_KEY_BYTES } from '../dynamodb/limits.ts';
import { Refusal } from '../refusals/refusal.ts';

const positionSchema = z
  .string()
  .min(1)
  .refine((text) => text.isWellFormed() && Buffer.byteLength(text) <= MAX_SORT_KEY_BYTES);

const cursorSchema = z.strictObject({ at: positionSchema, for: z.string() });

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
 * @param isPosition whether the list can have a row there. Anybody can make a cursor, so what it says is checked
 * like any other input before it reaches a key condition.
 * @throws Refusal `invalid-cursor` when it was changed, belongs to another query, or names no position of the list.
 */
export function decodeCursor(
  cursor: string | undefined,
  query: unknown,
  isPosition: (position: string) => boolean,
): string | undefined {
  if (cursor === undefined) return undefined;
  const { at } = parse(cursor);
  if (encodeCursor(at, query) !== cursor || !isPosition(at)) throw refused();
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

const refused = (): Refusal =>
  new Refusal('invalid-cursor', 'The cursor was changed or belongs to another query; start without one.', [
    { path: 'cursor', message: 'must be a nextCursor of the same query' },
  ]);

/** Finds mistakes. It needs no key: a cursor opens nothing that the query does not, and its position is checked. */
const seal = (position: string, query: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([position, query]))
    .digest('base64url')
    .slice(0, 16);
