import * as z from 'zod';
import { idSchema } from '../../../shared/values/ids.ts';
import { amountSchema, currencySchema, moneySchema } from '../../../shared/values/money.ts';
import { lineOfText, MAX_CATEGORY, MAX_NAME, MAX_SKU, prose } from '../../../shared/values/text.ts';

/** The most pieces of a product in stock. */
export const MAX_STOCK = 1_000_000_000;

const name = lineOfText(1, MAX_NAME);
const description = prose(2000);
const stock = z
  .int('must be a whole number')
  .min(0, 'must not be negative')
  .max(MAX_STOCK, `must be at most ${MAX_STOCK}`);

/** A category's name in free text. */
export const categorySchema = lineOfText(1, MAX_CATEGORY);

/** A stock-keeping unit: the shop's own code for a product. */
export const skuSchema = lineOfText(1, MAX_SKU);

/** Body of `POST /products`. */
export const newProductSchema = z.strictObject({
  name,
  description: description.optional(),
  category: categorySchema.optional(),
  sku: skuSchema.optional(),
  price: moneySchema,
  stock,
});

/** Body of `PATCH /products/{productId}`: a merge patch (RFC 7396); `null` takes an optional field away. */
export const productPatchSchema = z.strictObject({
  name: name.optional(),
  description: description.nullable().optional(),
  category: categorySchema.nullable().optional(),
  sku: skuSchema.nullable().optional(),
  price: z.strictObject({ amount: amountSchema.optional(), currency: currencySchema.optional() }).optional(),
});

/** Body of `POST /products/{productId}/stock-adjustments`. */
export const stockAdjustmentSchema = z.strictObject({
  delta: z
    .int('must be a whole number')
    .min(-MAX_STOCK, `must be at least -${MAX_STOCK}`)
    .max(MAX_STOCK, `must be at most ${MAX_STOCK}`)
    .refine((delta) => delta !== 0, 'must not be 0'),
  reason: lineOfText(1, 200).optional(),
});

/** Path of `/products/{productId}`. */
export const productPathSchema = z.strictObject({ productId: idSchema });

export type NewProduct = z.infer<typeof newProductSchema>;
export type ProductPatch = z.infer<typeof productPatchSchema>;
