import * as z from 'zod';
import type { TransactWrite } from './commit.ts';

/** The attribute that the row of a sum has while it is counted again: the id of the recount. */
export const RECOUNT = 'recount';

/** The guard of a write to a sum: if it fails, the sum is being counted again, or no longer. */
export const RECOUNT_GUARD = 'recount';

/** How a row counted when a recount began, if the row has changed since: whether it did and, if that may change, its units. */
export const countedBeforeSchema = /* @__PURE__ */ z.object({
  recount: z.string(),
  counted: z.boolean(),
  units: z.int().exactOptional(),
});

export type CountedBefore = Readonly<z.infer<typeof countedBeforeSchema>>;

/** A row that a sum counts. The attribute is missing unless the row changed during a recount. */
export interface CountedRow {
  readonly countedBefore?: CountedBefore | undefined;
}

/**
 * What a changed row says about how it counted when a recount began.
 * @param before the row before the change. @param counted whether it was counted. @param units what it counted, if that may change.
 */
export const countedBefore =
  (before: CountedRow | undefined, counted: boolean, units?: number) =>
  (recount: string): CountedBefore =>
    before?.countedBefore?.recount === recount
      ? before.countedBefore
      : { recount, counted, ...(units === undefined ? {} : { units }) };

/** Whether a row counted when a recount began. @param counted whether it counts now. */
export const wasCounted = (
  { countedBefore }: CountedRow,
  counted: boolean,
  recount: string | undefined,
): boolean =>
  countedBefore !== undefined && countedBefore.recount === recount ? countedBefore.counted : counted;

/** What a row counted when a recount began. @param units what it counts now. */
export const unitsBefore = (
  { countedBefore }: CountedRow,
  units: number,
  recount: string | undefined,
): number =>
  countedBefore !== undefined && countedBefore.recount === recount ? (countedBefore.units ?? units) : units;

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
