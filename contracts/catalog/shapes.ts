import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { moneySchema } from '../../shared/values/money.ts';
import { lineOfText, MAX_CATEGORY, MAX_SKU, prose } from '../../shared/values/text.ts';
import { mergePatchOf } from '../definition/merge-patch.ts';
import {
  actorSchema,
  archivedField,
  countSchema,
  nameSchema,
  ownTotalsSchema,
  pairFields,
  rankedFields,
  timeSchema,
  versioned,
} from '../definition/shapes.ts';

/** The highest stock that staff can set. Cancelled purchases may raise it further. */
export const MAX_STOCK = 1_000_000_000;

/** A product with this many units or fewer is low on stock, unless it has a `lowStockAt` of its own. */
export const LOW_STOCK = 10;

/** The name of a category: free text. */
export const categorySchema = /* @__PURE__ */ lineOfText(1, MAX_CATEGORY);

/** A stock-keeping unit: the shop's own code for a product. */
export const skuSchema = /* @__PURE__ */ lineOfText(1, MAX_SKU);

/** What was sold lately is told for so many days, today included. */
export const SOLD_LATELY_DAYS = 28;

/** A product that will have run out within so many days, if it sells on as it did lately, runs out soon. */
export const SOON_DAYS = 7;

/** A number of units in stock, as staff set it. */
const unitsSchema = /* @__PURE__ */ z
  .int('must be a whole number')
  .min(0, 'must not be negative')
  .max(MAX_STOCK, `must be at most ${MAX_STOCK}`);

/** The fields that staff edit, except stock. A new field is added here, and nowhere else in the API's contract. */
const details = {
  name: nameSchema,
  description: prose(2000).optional(),
  category: categorySchema.optional(),
  sku: skuSchema.optional(),
  price: moneySchema,
  lowStockAt: unitsSchema
    .optional()
    .describe(`With so many units or fewer, the product is low on stock; default: ${LOW_STOCK}.`),
};

/** Body of `POST /products`. */
export const newProductSchema = /* @__PURE__ */ z
  .strictObject({
    ...details,
    stock: unitsSchema,
  })
  .meta({ id: 'NewProduct' });

/** Body of `PATCH /products/{productId}`: a merge patch (RFC 7396); `null` removes an optional field. */
export const productPatchSchema = /* @__PURE__ */ z
  .strictObject({
    ...mergePatchOf(details),
    price: z.strictObject(mergePatchOf(moneySchema.shape)).optional(),
  })
  .meta({ id: 'ProductPatch' });

/** Body of `POST /products/{productId}/stock-adjustments`. */
export const stockAdjustmentSchema = /* @__PURE__ */ z
  .strictObject({
    delta: z
      .int('must be a whole number')
      .min(-MAX_STOCK, `must be at least -${MAX_STOCK}`)
      .max(MAX_STOCK, `must be at most ${MAX_STOCK}`)
      .refine((delta) => delta !== 0, 'must not be 0')
      .meta({ not: { const: 0 } }),
    reason: lineOfText(1, 200).optional(),
  })
  .meta({ id: 'StockAdjustment' });

/** A product in the API's answers. `archived` is only present if it is no longer sold. `updatedBy` is missing if nobody was signed in at the last change. */
export const productSchema = /* @__PURE__ */ z
  .strictObject({
    productId: idSchema,
    ...details,
    stock: countSchema,
    ...versioned,
    updatedBy: actorSchema.optional(),
    archived: archivedField,
  })
  .meta({ id: 'Product' });

/** What was sold of a product on the last days. */
export const soldLatelySchema = /* @__PURE__ */ z
  .strictObject({ days: z.int().min(0).max(SOLD_LATELY_DAYS), units: countSchema })
  .meta({
    id: 'SoldLately',
    description: `The units bought on the last days (UTC), today included, without those that were returned. \`days\` is ${SOLD_LATELY_DAYS}, or less if fewer days are known: a new product has had fewer.`,
  });

/** What was sold of one product: in all, and lately. */
export const productTotalsSchema = /* @__PURE__ */ ownTotalsSchema.extend({ soldLately: soldLatelySchema });

/** Why the stock of a product changed: it was added with it, staff adjusted it, or purchases took or gave back units. */
export const stockChangeKinds = ['added', 'adjusted', 'sold', 'returned'] as const;

/** An entry of a product's stock history. */
export const stockChangeSchema = /* @__PURE__ */ z
  .strictObject({
    number: z.int().min(1).describe('1 for the first entry of a product.'),
    kind: z.enum(stockChangeKinds),
    delta: z.int(),
    stock: countSchema.describe('What was in stock after it.'),
    at: timeSchema,
    since: timeSchema.optional().describe('When the first of several purchases changed the stock.'),
    reason: z.string().optional(),
    by: actorSchema.optional(),
    purchases: z.int().min(1).optional().describe('How many purchases, or returns, were counted together.'),
    purchaseId: idSchema.optional().describe('Present if it was one.'),
  })
  .meta({ id: 'StockChange' });

/** A customer who bought a product. */
export const buyerSchema = /* @__PURE__ */ z
  .strictObject({ customerId: idSchema, ...pairFields })
  .meta({ id: 'Buyer' });

/** A customer who bought any of several products: the sums over all of them, and how many of them they bought. */
export const jointBuyerSchema = /* @__PURE__ */ z
  .strictObject({ customerId: idSchema, ...pairFields, products: z.int().min(1) })
  .meta({ id: 'JointBuyer' });

/**
 * Answer of `GET /statistics/products`: the number of products, and the best-selling ones in descending order. A product
 * that is no longer sold has no stock.
 */
export const productStatisticsSchema = /* @__PURE__ */ z.strictObject({
  count: countSchema,
  top: z.array(
    z.strictObject({
      productId: idSchema,
      stock: countSchema.optional(),
      ...rankedFields,
      archived: archivedField,
    }),
  ),
});

export type NewProduct = z.infer<typeof newProductSchema>;
export type ProductPatch = z.infer<typeof productPatchSchema>;
export type StockAdjustment = z.infer<typeof stockAdjustmentSchema>;
export type ProductView = z.infer<typeof productSchema>;
export type JointBuyer = z.infer<typeof jointBuyerSchema>;
export type ProductTotals = Readonly<z.infer<typeof productTotalsSchema>>;
export type SoldLately = Readonly<z.infer<typeof soldLatelySchema>>;
export type StockChangeView = z.infer<typeof stockChangeSchema>;
export type Buyer = z.infer<typeof buyerSchema>;
export type ProductStatistics = z.infer<typeof productStatisticsSchema>;
