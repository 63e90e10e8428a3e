import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { MAX_DAYS } from '../definition/limits.ts';
import { idsParameter, pageParameters, timeParameter } from '../definition/query-parameters.ts';
import { purchaseStatuses } from './shapes.ts';

/** Query of `GET /purchases`. `from` and `to` are inclusive, to the millisecond. With `ids`, all of them are on one page. */
export const purchaseQuerySchema = /* @__PURE__ */ z
  .strictObject({
    customerId: idSchema.optional(),
    productId: idSchema.optional(),
    status: z.enum(purchaseStatuses, `must be one of ${purchaseStatuses.join(', ')}`).optional(),
    from: timeParameter,
    to: timeParameter,
    ids: idsParameter,
    ...pageParameters,
  })
  .refine(({ from = '', to = '' }) => !(Date.parse(from) > Date.parse(to)), {
    path: ['to'],
    message: 'must not be before from',
    // Checked even if other parameters are bad, so that all problems are reported at once.
    when: () => true,
  });

const daySchema = /* @__PURE__ */ z.iso.date('must be a calendar date, YYYY-MM-DD');

/** Query of `GET /statistics/purchases`: a day in UTC; default: today. */
export const purchaseStatisticsQuerySchema = /* @__PURE__ */ z.strictObject({
  day: daySchema.optional(),
});

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many days a range has, both limits included. */
const daysIn = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** A range is only checked if both days are right. */
const ifRight = {
  path: ['to'],
  when: ({ issues }: { readonly issues: readonly unknown[] }) => issues.length === 0,
};

/** Query of `GET /statistics/purchases/days`: the first and the last day, in UTC. */
export const purchaseDaysQuerySchema = /* @__PURE__ */ z
  .strictObject({ from: daySchema, to: daySchema })
  .refine(({ from, to }) => daysIn(from, to) >= 1, { ...ifRight, message: 'must not be before from' })
  .refine(({ from, to }) => daysIn(from, to) <= MAX_DAYS, {
    ...ifRight,
    message: `must be at most ${MAX_DAYS - 1} days after from`,
  });

export type PurchaseQuery = z.infer<typeof purchaseQuerySchema>;
