import * as z from 'zod';
import type { TransactWrite } from './commit.ts';

/** The attribute that the row of a sum has while it is counted again: the id of the recount. */
export const RECOUNT = 'recount';

/** The guard of a write to a sum: if it fails, the sum is being counted again, or no longer. */
export const RECOUNT_GUARD = 'recount';

/** How a row counts in sums: whether it does and, if that may change, its units and its revenue. */
const countsSchema = /* @__PURE__ */ z.object({
  counted: z.boolean(),
  units: z.int().exactOptional(),
  revenue: z.record(z.string(), z.number()).exactOptional(),
});

export type Counts = Readonly<z.infer<typeof countsSchema>>;

/** How a row counted when a recount began, if the row has changed since. */
export const countedBeforeSchema = /* @__PURE__ */ countsSchema.extend({ recount: z.string() });

export type CountedBefore = Readonly<z.infer<typeof countedBeforeSchema>>;

/** A row that a sum counts. The attribute is missing unless the row changed during a recount. */
export interface CountedRow {
  readonly countedBefore?: CountedBefore | undefined;
}

/**
 * What a changed row says about how it counted when a recount began.
 * @param before the row before the change, and how it counted.
 */
export const countedBefore =
  (before: CountedRow | undefined, counts: Counts) =>
  (recount: string): CountedBefore =>
    before?.countedBefore?.recount === recount ? before.countedBefore : { recount, ...counts };

/** How a row counted when a recount began. @param now how it counts now. */
export function countsBefore(
  { countedBefore }: CountedRow,
  now: Counts,
  recount: string | undefined,
): Counts {
  return recount !== undefined && countedBefore?.recount === recount ? { ...now, ...countedBefore } : now;
}

/** The update of a sum, provided that it is not being counted again, or only by this recount. It keeps its own condition. */
export function duringRecount(write: TransactWrite, recount: string | undefined): TransactWrite {
  const Update = {
    ...write.Update,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as NonNullable<TransactWrite['Update']>;
  const isCounted = recount === undefined ? `attribute_not_exists(${RECOUNT})` : `${RECOUNT} = :recount`;
  const own = Update.ConditionExpression;
  const ConditionExpression = own === undefined ? isCounted : `${isCounted} AND (${own})`;
  if (recount === undefined) return { Update: { ...Update, ConditionExpression } };
  const ExpressionAttributeValues = { ...Update.ExpressionAttributeValues, ':recount': recount };
  return { Update: { ...Update, ConditionExpression, ExpressionAttributeValues } };
}
