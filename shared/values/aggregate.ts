import * as z from 'zod';

/**
 * Why something was written: carried from the request through every event that it causes. `causationId` is the event
 * that led to it, if it was not a request.
 */
export const causeSchema = z.object({
  correlationId: z.string(),
  causationId: z.string().exactOptional(),
});

export type Cause = Readonly<z.infer<typeof causeSchema>>;

/** What every stored aggregate has. Times are ISO 8601 UTC; `version` starts at 1 and grows by 1 with each write. */
export const aggregateFields = { version: z.int(), createdAt: z.string(), updatedAt: z.string() };

export interface Aggregate {
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** When a change is made, ISO 8601 UTC: never before the one that it follows, whosever clock is slow. */
export const timeOfChange = (before: Pick<Aggregate, 'updatedAt'>, now: string): string =>
  now > before.updatedAt ? now : before.updatedAt;

/** What is left of a removed aggregate, so that late events cannot bring it back. Holds no personal data. */
export const tombstoneFields = { version: z.int(), removedAt: z.string() };

export interface Tombstone {
  readonly version: number;
  readonly removedAt: string;
}

/** An item as it lies in its table: with the cause of its last write, which its event will carry. */
export type Stored<Item> = Item & { readonly cause: Cause };
