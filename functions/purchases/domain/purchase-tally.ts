import * as z from 'zod';
import type { EventOf } from '../../../shared/events/define-event.ts';
import type { PurchaseEvent, PurchaseRequested } from '../../../shared/events/purchase-events.ts';
import type { Contributions } from '../../../shared/tally/contributions.ts';
import type { PurchaseStatus } from './purchase.ts';

/** Query of `GET /statistics/purchases`: a day in UTC; default today. */
export const statisticsQuerySchema = z.strictObject({
  day: z.iso.date('must be a calendar date, YYYY-MM-DD').optional(),
});

/** The counter of a day's purchases. @param time ISO 8601 UTC, or the day alone. */
export const dayCounter = (time: string): string => `day-${time.slice(0, 10)}`;

/** The events that say where a purchase stands at last; pending ones are on their way and not counted yet. */
type TalliedEvent = Exclude<PurchaseEvent, EventOf<typeof PurchaseRequested>>;

const statusAfter: Readonly<Record<TalliedEvent['name'], PurchaseStatus>> = {
  PurchaseCompleted: 'completed',
  PurchaseRejected: 'rejected',
  PurchaseCancelled: 'cancelled',
};

/** What a purchase contributes to the counter of the day it was made. */
export const contributionsOf = ({ name, data }: TalliedEvent): Contributions => ({
  [dayCounter(data.purchasedAt)]: { count: 1, [statusAfter[name]]: 1 },
});
