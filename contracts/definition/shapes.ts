import * as z from 'zod';
import { MAX_AMOUNT, MAX_QUANTITY, moneySchema } from '../../shared/values/money.ts';
import { lineOfText, MAX_NAME } from '../../shared/values/text.ts';
import { MAX_CURSOR, MAX_INCLUDED, MAX_LIMIT } from './limits.ts';
import { MAX_CALLER_ID, roles } from './roles.ts';

// Shapes in the answers of several services.

export const nameSchema = /* @__PURE__ */ lineOfText(1, MAX_NAME);

/** A time, ISO 8601 UTC. */
export const timeSchema = /* @__PURE__ */ z.iso.datetime();

/** A number of things. */
export const countSchema = /* @__PURE__ */ z.int().min(0);

/** The fields that every entity has. `version` starts at 1 and increases by 1 with each write. */
export const versioned = { createdAt: timeSchema, updatedAt: timeSchema, version: z.int().min(1) };

/** Somebody who is signed in: their id, never their e-mail address, and their role. */
export const actorFields = { id: z.string().min(1).max(MAX_CALLER_ID), role: z.enum(roles) };

/** Who asked for a change. */
export const actorSchema = /* @__PURE__ */ z.strictObject(actorFields).meta({ id: 'Actor' });

/** The price of a whole purchase. */
export const totalSchema = /* @__PURE__ */ moneySchema.extend({
  amount: z
    .int()
    .min(0)
    .max(MAX_AMOUNT * MAX_QUANTITY),
});

/** Sums of money, one of each currency, by currency: they are never added. Free of charge is nothing. */
export const revenueSchema = /* @__PURE__ */ z.array(moneySchema.extend({ amount: z.int().min(1) })).meta({
  description: 'A sum for each currency, without what was returned.',
});

/** A page of a list; `nextCursor` is present if there may be more. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

/** How far a search looked before its page was full: the entries it filtered, and the folded name up to which. */
const lookedAtSchema = /* @__PURE__ */ z
  .strictObject({ entries: z.int().min(0), upTo: z.string().optional() })
  .meta({
    description:
      'Present if the request ended before its page was full, to bound its cost: how many entries it looked at, and in a list by name the name (lower case, without accents) up to which it looked. Go on with nextCursor.',
  });

/** What was searched for instead of what was typed. */
const suggestionSchema = /* @__PURE__ */ z
  .strictObject({ name: z.string(), email: z.string(), sku: z.string() })
  .partial()
  .meta({
    description:
      'Present if nothing was found by `name`: the items are those that have the text as their e-mail address or SKU, or those found for this name, which was probably meant. Later pages of the same query continue them.',
  });

/** A page of a search by names, which may have been mistyped. */
export interface SuggestedPage<Item> extends SearchedPage<Item> {
  readonly suggestion?: z.infer<typeof suggestionSchema> | undefined;
}

/** A page of a search, which may end before it is full. */
export interface SearchedPage<Item> extends Page<Item> {
  readonly lookedAt?: z.infer<typeof lookedAtSchema> | undefined;
}

/** The first items of a list, and whether there are more; if so, `nextCursor` continues the list on its own route. */
export interface Excerpt<Item> extends Page<Item> {
  readonly hasMore: boolean;
}

/** A position in a list, for the next request. */
const cursorSchema = /* @__PURE__ */ z.string().min(1).max(MAX_CURSOR);

/** {@link Page} as a schema. */
export const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item).max(MAX_LIMIT), nextCursor: cursorSchema.optional() });

/** {@link SuggestedPage} as a schema. */
export const searchedPageSchema = <Item extends z.ZodType>(item: Item) =>
  pageSchema(item).extend({ lookedAt: lookedAtSchema.optional(), suggestion: suggestionSchema.optional() });

/** {@link Excerpt} as a schema. */
export const excerptSchema = <Item extends z.ZodType>(item: Item) =>
  pageSchema(item).extend({ items: z.array(item).max(MAX_INCLUDED), hasMore: z.boolean() });

/** Whether a product is no longer sold; missing if it still is. */
export const archivedField = /* @__PURE__ */ z
  .literal(true)
  .optional()
  .meta({ description: 'The product is no longer sold. Missing if it still is.' });

/** What a customer bought of a product. The name is missing if the customer was removed. */
export const pairFields = {
  units: /* @__PURE__ */ z.int().min(1),
  purchases: /* @__PURE__ */ z.int().min(1),
  lastPurchasedAt: timeSchema,
  revenue: revenueSchema,
  name: /* @__PURE__ */ nameSchema.optional(),
};

const totalFields = {
  units: /* @__PURE__ */ z.int().min(1),
  purchases: /* @__PURE__ */ z.int().min(1),
  revenue: revenueSchema,
};

/** An entry of a ranking. The name is missing if the customer was removed. */
export const rankedFields = { name: /* @__PURE__ */ nameSchema.optional(), ...totalFields };

/** What a customer bought in all, or what was sold of a product, without cancelled purchases. */
export const totalsSchema = /* @__PURE__ */ z
  .strictObject({ ...totalFields, lastPurchasedAt: timeSchema.optional() })
  .meta({ description: 'In all, without cancelled purchases. Present if the list is sorted by it.' });

/** What one customer bought in all, or what was sold of one product; zero and no time if it was nothing. */
export const ownTotalsSchema = /* @__PURE__ */ z
  .strictObject({
    units: countSchema,
    purchases: countSchema,
    lastPurchasedAt: timeSchema.optional(),
    revenue: revenueSchema,
  })
  .meta({ description: 'In all, without cancelled purchases.' });
