import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Page } from '../../contracts/definition/shapes.ts';
import { MAX_SORT_KEY_BYTES } from '../dynamodb/limits.ts';
import { Refusal } from '../refusals/refusal.ts';

const positionSchema = /* @__PURE__ */ z
  .string()
  .min(1)
  .refine((text) => text.isWellFormed() && Buffer.byteLength(text) <= MAX_SORT_KEY_BYTES);

const cursorSchema = /* @__PURE__ */ z.strictObject({ at: positionSchema, for: z.string() });

/**
 * An opaque cursor: the position after which a list continues, bound to its query.
 * @param query everything that determines the list's items and their order; not the limit.
 */
export function encodeCursor(position: string, query: unknown): string {
  const cursor = { at: position, for: seal(position, query) };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * The position in a cursor that a client sent; `undefined` for no cursor.
 * @param isPosition whether the list can have a row at a position. Cursors can be forged, so they are validated like
 * any other input before they reach a key condition.
 * @throws Refusal `invalid-cursor` if it was changed, belongs to another query, or has an impossible position.
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
 * A page with the cursor of the next one.
 * @param nextPosition `undefined` if the list ends here.
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

/**
 * Detects mistakes. It needs no secret: a cursor gives access to nothing that its query does not, and its position is
 * checked.
 */
const seal = (position: string, query: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([position, query]))
    .digest('base64url')
    .slice(0, 16);
