import * as z from 'zod';
import { MAX_AMOUNT, MAX_QUANTITY, moneySchema } from '../../shared/values/money.ts';
import { lineOfText, MAX_NAME } from '../../shared/values/text.ts';

// Shapes that several services answer with.

export const nameSchema = lineOfText(1, MAX_NAME);

/** A time, ISO 8601 UTC. */
export const timeSchema = z.iso.datetime();

/** How many there are of something. */
export const countSchema = z.int().min(0);

/** What every entity has beside its own fields. `version` starts at 1 and grows by 1 with each write. */
export const versioned = { createdAt: timeSchema, updatedAt: timeSchema, version: z.int().min(1) };

/** The price of a whole purchase. */
export const totalSchema = moneySchema.extend({
  amount: z
    .int()
    .min(0)
    .max(MAX_AMOUNT * MAX_QUANTITY),
});

/** A page of a list: `nextCursor` is there when there may be more. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

/** A list's first items, and whether there are more (then `nextCursor` continues in the list itself). */
export interface Excerpt<Item> extends Page<Item> {
  readonly hasMore: boolean;
}

/** {@link Page} as a schema. */
export const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().min(1).optional() });

/** {@link Excerpt} as a schema. */
export const excerptSchema = <Item extends z.ZodType>(item: Item) =>
  pageSchema(item).extend({ hasMore: z.boolean() });

/** What was bought in one pair of customer and product; the name is missing when the entity was removed. */
export const pairFields = {
  units: z.int().min(1),
  purchases: z.int().min(1),
  lastPurchasedAt: timeSchema,
  name: nameSchema.optional(),
};

/** What an entity is ranked by; the name is missing when it was removed. */
export const rankedFields = {
  name: nameSchema.optional(),
  units: z.int().min(1),
  purchases: z.int().min(1),
};
