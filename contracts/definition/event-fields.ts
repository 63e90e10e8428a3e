import * as z from 'zod';
import { isCurrency, MAX_AMOUNT, MAX_QUANTITY, moneySchema } from '../../shared/values/money.ts';

// What fields of events may hold. No service makes an event beyond these bounds: one that comes is set aside before it
// does harm. A version that no aggregate reaches would keep every later event out of a replica for good.

/** The highest version: written once a second, an aggregate takes 31 years to get there. */
export const MAX_VERSION = 1_000_000_000;

export const versionField = z.int().min(1).max(MAX_VERSION);

/**
 * A time, ISO 8601 UTC, in milliseconds: times in one notation sort as text. From 1970, where ids begin, to 2099;
 * consumers hold it against their clock.
 */
export const timeField = z.iso
  .datetime({ precision: 3 })
  .refine((time) => time >= '1970' && time < '2100', 'must lie between 1970 and 2099')
  .describe('In milliseconds; from 1970 to 2099.');

/** An id of a request or an event. */
export const traceField = z.string().min(1).max(128);

/** @param max of UTF-16 units, as in the API. */
export const textField = (max: number) => z.string().max(max);

/** Why something came to nothing: for programs, and in words for people. */
export const reasonFields = { code: textField(64), detail: textField(500) };

export const quantityField = z.int().min(1).max(MAX_QUANTITY);

const { amount } = moneySchema.shape;

/** The price of one piece. */
export const priceField = z.object({ amount, currency: z.string().length(3).refine(isCurrency) });

/** The price of a whole purchase. */
export const totalField = priceField.extend({
  amount: z
    .int()
    .min(0)
    .max(MAX_AMOUNT * MAX_QUANTITY),
});
