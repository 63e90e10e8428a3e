import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { lazy } from '../../shared/values/lazy.ts';
import { MAX_QUANTITY, moneySchema } from '../../shared/values/money.ts';
import { idempotencyKeyFormat, MAX_IDEMPOTENCY_KEY, MAX_IMPORTED } from '../definition/limits.ts';
import { problemSchema } from '../definition/problem-schema.ts';
import {
  actorSchema,
  countSchema,
  nameSchema,
  revenueSchema,
  timeSchema,
  totalSchema,
  versioned,
} from '../definition/shapes.ts';

/** The statuses of a purchase: pending → completed | rejected; completed → cancelled. */
export const purchaseStatuses = ['pending', 'completed', 'rejected', 'cancelled'] as const;

export type PurchaseStatus = (typeof purchaseStatuses)[number];

const quantitySchema = /* @__PURE__ */ z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(MAX_QUANTITY, `must be at most ${MAX_QUANTITY}`);

/** The fields that staff enter. */
const details = { customerId: idSchema, productId: idSchema, quantity: quantitySchema };

/** By how much the clock of a client may be ahead. */
const SKEW_MS = 60_000;

/** A time of purchase, in any time zone; parsed to UTC with milliseconds. */
const purchasedAtSchema = /* @__PURE__ */ z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 time with a time zone' })
  .refine((time) => !(Date.parse(time) < 0), 'must not be before 1970')
  // biome-ignore lint/plugin: if the service checked it, other bad fields would not be reported with it.
  .refine((time) => !(Date.parse(time) > Date.now() + SKEW_MS), 'must not be in the future')
  .transform((time) => new Date(time).toISOString())
  .meta({
    type: 'string',
    format: 'date-time',
    description:
      'When it was made, if not now: with a time zone, from 1970 on, not in the future. A time ahead of the server, by up to a minute, is taken as now.',
  });

/** Body of `POST /purchases`. With `unitPrice` or `purchasedAt`, a purchase of the past. */
export const newPurchaseSchema = /* @__PURE__ */ z
  .strictObject({
    ...details,
    unitPrice: moneySchema
      .describe("The price of one unit, in any currency; default: the product's current price.")
      .optional(),
    purchasedAt: purchasedAtSchema.optional(),
  })
  .meta({ id: 'NewPurchase' });

/** An idempotency key in a body. */
const keySchema = /* @__PURE__ */ z
  .string()
  .regex(idempotencyKeyFormat, `must be 1 to ${MAX_IDEMPOTENCY_KEY} visible ASCII characters`)
  .describe(
    'As the `Idempotency-Key` of `POST /purchases`: the same key and purchase give the first answer again.',
  );

/** One purchase of an import: what `POST /purchases` takes, and its idempotency key. */
export const importedPurchaseSchema = /* @__PURE__ */ newPurchaseSchema.extend({ key: keySchema });

/**
 * Body of `POST /imports`. Of its purchases, only the keys are checked here: one that does not satisfy {@link importedPurchaseSchema} has a
 * result of its own, and does not keep the others from being made.
 */
export const newImportSchema = /* @__PURE__ */ z
  .strictObject({
    purchases: z
      .array(
        z.looseObject({ key: keySchema }).meta({
          description:
            'The fields of `NewPurchase`, and a key. One that is not valid has a result that says so.',
        }),
      )
      .min(1, 'must have at least one purchase')
      .max(MAX_IMPORTED, `must have at most ${MAX_IMPORTED} purchases`),
  })
  .meta({ id: 'NewImport' });

/** Body of `POST /purchases/{purchaseId}/returns`: how many of the units come back now. */
export const newReturnSchema = /* @__PURE__ */ z
  .strictObject({ quantity: quantitySchema })
  .meta({ id: 'NewReturn' });

/**
 * A purchase in the API's answers. Only a rejected one has a `rejection`: a code for programs, a detail for people.
 * `productName` is what the product was called when it was requested; older purchases do not have it.
 * `purchasedAt` is when it was made, `createdAt` when it was requested. `requestedBy` is missing if nobody was signed in.
 * Of the `quantity` and the `total`, `returned` and `returnedTotal` came back: all of a cancelled purchase.
 */
export const purchaseSchema = /* @__PURE__ */ z
  .strictObject({
    purchaseId: idSchema,
    ...details,
    productName: nameSchema.optional(),
    unitPrice: moneySchema,
    total: totalSchema,
    returned: countSchema,
    returnedTotal: totalSchema,
    purchasedAt: timeSchema,
    status: z.enum(purchaseStatuses),
    rejection: z.strictObject({ code: z.string().min(1), detail: z.string().min(1) }).optional(),
    ...versioned,
    requestedBy: actorSchema.optional(),
  })
  .meta({ id: 'Purchase' });

/** Answer of `POST /imports`: the result of each purchase in the order of the request, as `POST /purchases` would have answered it. */
export const importResultsSchema = /* @__PURE__ */ lazy(() =>
  z.strictObject({
    results: z.array(
      z.union([
        z.strictObject({ key: z.string(), purchase: purchaseSchema }),
        z.strictObject({ key: z.string(), problem: problemSchema() }),
      ]),
    ),
  }),
);

/** One event of a purchase. `causationId` is the id of the event that caused it; the first has none. */
export const purchaseStepSchema = /* @__PURE__ */ z
  .strictObject({
    event: z.string().min(1),
    service: z.enum(['customer', 'catalog', 'purchases']),
    occurredAt: timeSchema,
    eventId: idSchema,
    correlationId: z.string().min(1),
    causationId: z.string().min(1).optional(),
    /** Who asked for it, or for what caused it; missing if they were not signed in. */
    by: actorSchema.optional(),
    /** The reason, in plain words, if the event has one. */
    detail: z.string().min(1).optional(),
  })
  .meta({ id: 'PurchaseStep' });

/** Answer of `GET /purchases/{purchaseId}/history`, in chronological order. */
export const purchaseHistorySchema = /* @__PURE__ */ z.strictObject({ items: z.array(purchaseStepSchema) });

/**
 * Answer of `GET /statistics/purchases`: the purchases made on a day (UTC), by current status, and what the completed ones bring.
 * Pending ones are not counted.
 */
export const purchaseStatisticsSchema = /* @__PURE__ */ z.strictObject({
  day: z.iso.date(),
  count: countSchema,
  completed: countSchema,
  rejected: countSchema,
  cancelled: countSchema,
  revenue: revenueSchema,
});

/** Answer of `GET /statistics/purchases/days`: the days on which purchases were made, the first first. */
export const purchaseDaysSchema = /* @__PURE__ */ z.strictObject({
  items: z.array(purchaseStatisticsSchema),
});

export type NewPurchase = z.infer<typeof newPurchaseSchema>;
export type ImportResult = z.infer<ReturnType<typeof importResultsSchema>>['results'][number];
export type PurchaseView = z.infer<typeof purchaseSchema>;
export type PurchaseStatistics = z.infer<typeof purchaseStatisticsSchema>;
export type PurchaseStep = z.infer<typeof purchaseStepSchema>;
