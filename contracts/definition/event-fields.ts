import * as z from 'zod';
import { isCurrency, MAX_AMOUNT, MAX_QUANTITY, moneySchema } from '../../shared/values/money.ts';
import { MAX_CALLER_ID, roles } from './roles.ts';

// Bounds of the fields of events. No service produces an event outside of them; if one arrives, it becomes a dead letter
// before it does harm. For example, an impossibly high version would make a replica ignore all later events.

/** The highest version. An aggregate that is written once a second takes 31 years to reach it. */
export const MAX_VERSION = 1_000_000_000;

export const versionField = /* @__PURE__ */ z.int().min(1).max(MAX_VERSION);

/**
 * A time in ISO 8601 UTC with milliseconds, so that times sort as text. From 1970, where the times in ids begin, to 2099;
 * consumers also compare it with their clock.
 */
export const timeField = /* @__PURE__ */ z.iso
  .datetime({ precision: 3 })
  .refine((time) => time >= '1970' && time < '2100', 'must be between 1970 and 2099')
  .describe('With milliseconds; from 1970 to 2099.');

/** The id of a request or an event. */
export const traceField = /* @__PURE__ */ z.string().min(1).max(128);

/** Somebody who was signed in. */
export const actorField = /* @__PURE__ */ z.object({
  id: z.string().min(1).max(MAX_CALLER_ID),
  role: z.enum(roles),
});

/** @param max the maximum length in UTF-16 code units, as in the API. */
export const textField = (max: number) => z.string().max(max);

/** The reason of a rejection: for programs, and in plain words. */
export const reasonFields = { code: textField(64), detail: textField(500) };

export const quantityField = /* @__PURE__ */ z.int().min(1).max(MAX_QUANTITY);

const { amount } = moneySchema.shape;

/** The price of one unit. */
export const priceField = /* @__PURE__ */ z.object({
  amount,
  currency: z.string().length(3).refine(isCurrency),
});

/** The price of a whole purchase. */
export const totalField = priceField.extend({
  amount: z
    .int()
    .min(0)
    .max(MAX_AMOUNT * MAX_QUANTITY),
});
