import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
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

/** Query of `GET /statistics/purchases`: a day in UTC; default: today. */
export const purchaseStatisticsQuerySchema = /* @__PURE__ */ z.strictObject({
  day: z.iso.date('must be a calendar date, YYYY-MM-DD').optional(),
});

export type PurchaseQuery = z.infer<typeof purchaseQuerySchema>;
