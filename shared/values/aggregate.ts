import * as z from 'zod';
import { lazy } from './lazy.ts';

/** Somebody who was signed in when they asked for a change: the id that the sign-in gives them, never their address. */
export const actorSchema = /* @__PURE__ */ z.object({ id: z.string(), role: z.enum(['viewer', 'editor']) });

export type Actor = Readonly<z.infer<typeof actorSchema>>;

/**
 * Why something was written; passed on from a request to all events it causes. `causationId` is the event that caused
 * it, if it was not a request. `actor` is who sent the request, if they were signed in.
 */
export const causeSchema = /* @__PURE__ */ lazy(() =>
  z.object({
    correlationId: z.string(),
    causationId: z.string().exactOptional(),
    actor: actorSchema.exactOptional(),
  }),
);

export type Cause = Readonly<z.infer<ReturnType<typeof causeSchema>>>;

/** The fields of every aggregate. Times are ISO 8601 UTC; `version` starts at 1 and grows by 1 with each write. */
export const aggregateFields = { version: z.int(), createdAt: z.string(), updatedAt: z.string() };

export interface Aggregate {
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The time of a change, ISO 8601 UTC; never before the previous change, even if a clock is slow. */
export const timeOfChange = (before: Pick<Aggregate, 'updatedAt'>, now: string): string =>
  now > before.updatedAt ? now : before.updatedAt;

/** What remains of a removed aggregate, so that late events cannot bring it back. Contains no personal data. */
export const tombstoneFields = { version: z.int(), removedAt: z.string() };

export interface Tombstone {
  readonly version: number;
  readonly removedAt: string;
}

/** An item as stored, with the cause of its last write for the event. */
export type Stored<Item> = Item & { readonly cause: Cause };
