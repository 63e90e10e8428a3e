import { v7 } from 'uuid';
import * as z from 'zod';

/** An entity's id: a UUID, lower case. */
export const idSchema = /* @__PURE__ */ z
  .uuid('must be a UUID')
  .transform((id) => id.toLowerCase())
  .meta({ type: 'string', format: 'uuid' });

/** Whether a text is an entity's id, in any case. */
export const isId = (text: string): boolean => idSchema.safeParse(text).success;

/**
 * A new UUIDv7; ids sort by their times, those of one millisecond at random.
 * @param at its time, ISO 8601 UTC from 1970 on; default: now.
 */
export const newId = (at?: string): string => (at === undefined ? v7() : v7({ msecs: Date.parse(at) }));

/** Which of `count` shards an id belongs to: the last hex digits of a UUIDv7 are random. */
export const shardOf = (id: string, count: number): number => Number.parseInt(id.slice(-4), 16) % count;

/** The lowest UUIDv7 of a millisecond; ids made earlier sort below it. @param time epoch milliseconds. */
export function lowestIdAt(time: number): string {
  const hex = Math.min(Math.max(0, time), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** The time of a UUIDv7, ISO 8601 UTC, to the millisecond. */
export const timeOfId = (id: string): string =>
  new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString();
