import { v7 } from 'uuid';
import * as z from 'zod';

/** An entity's id: a UUID, lower case. */
export const idSchema = z.uuid('must be a UUID').transform((id) => id.toLowerCase());

/** A new UUIDv7: ids made later sort later. */
export const newId = (): string => v7();

/**
 * The lowest UUIDv7 that an id made at `time` can have; ids made before it sort below it.
 * @param time ISO 8601 with a time zone.
 */
export function lowestIdAt(time: string): string {
  const hex = Math.max(0, Date.parse(time)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
