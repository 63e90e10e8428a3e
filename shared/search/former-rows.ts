import * as z from 'zod';
import type { Place } from './search-row.ts';

/**
 * A row where an entity was before it moved: a reader that comes by may have passed the place to which it moved. `movedAt` is
 * ISO 8601 UTC; `expiresAt` is in seconds since 1970.
 */
export const formerRowSchema = /* @__PURE__ */ z.object({
  term: z.string(),
  position: z.string(),
  movedAt: z.string(),
  expiresAt: z.int(),
});

export type FormerRow = Readonly<z.infer<typeof formerRowSchema>>;

/** How long former rows are kept, in seconds. Readers that take longer from the first page to the last may miss what moves. */
const KEPT_SECONDS = 3600;

/** The seconds within which the rows of a change are written from the stream, as readers expect; an alarm tells when it takes longer. */
const INDEXING_SECONDS = 60;

/** The former row in a place. @param movedAt ISO 8601 UTC. */
export const formerRow = ({ term, position }: Place, movedAt: string): FormerRow => ({
  term,
  position,
  movedAt,
  expiresAt: Math.floor(Date.parse(movedAt) / 1000) + KEPT_SECONDS,
});

/** What changed before then has all of its rows at a time; both ISO 8601 UTC. */
export const indexedBefore = (now: string): string =>
  new Date(Date.parse(now) - INDEXING_SECONDS * 1000).toISOString();

/** Whether a row of an index is a {@link FormerRow}. */
export const isFormer = (row: object): row is FormerRow => 'movedAt' in row;
