import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { currencySchema, MAX_AMOUNT } from '../../shared/values/money.ts';
import {
  flagParameter,
  idsParameter,
  isSortable,
  pageParameters,
  sortParameter,
  wholeNumber,
  wordsParameter,
} from '../definition/query-parameters.ts';
import { categorySchema, SOLD_LATELY_DAYS, SOON_DAYS, skuSchema } from './shapes.ts';

/** The filters of products. Prices are in minor units and require `currency`. */
const productFilters = {
  name: wordsParameter,
  category: categorySchema.optional(),
  sku: skuSchema.optional(),
  minPrice: wholeNumber(0, MAX_AMOUNT).optional(),
  maxPrice: wholeNumber(0, MAX_AMOUNT).optional(),
  currency: currencySchema.optional(),
  inStock: flagParameter,
  lowStock: flagParameter,
  runsOut: z
    .literal('soon', 'must be soon')
    .optional()
    .describe(
      `Only products in stock that will have run out within ${SOON_DAYS} days if they sell on as in the last ${SOLD_LATELY_DAYS}.`,
    ),
  boughtBy: idSchema
    .optional()
    .describe('Only products that this customer bought, the newest products first.'),
  archived: flagParameter.describe(
    'With `true`, only products that are no longer sold, of those with these `ids`; default: only those that are sold.',
  ),
  ids: idsParameter,
};

/** Refuses prices that contradict each other or have no currency, and a list of the archive. */
const checked = <Query extends z.ZodType<ProductFilters>>(query: Query) =>
  query
    .refine(({ minPrice = 0, maxPrice = MAX_AMOUNT }) => !(minPrice > maxPrice), {
      path: ['maxPrice'],
      message: 'must not be below minPrice',
      // Checked even if other parameters are bad, so that all problems are reported at once.
      when: () => true,
    })
    .refine(
      ({ minPrice, maxPrice, currency }) =>
        currency !== undefined || (minPrice === undefined && maxPrice === undefined),
      { path: ['currency'], message: 'is required with minPrice or maxPrice', when: () => true },
    )
    .refine(({ archived, ids }) => archived !== true || ids !== undefined, {
      path: ['ids'],
      message: 'is required with archived=true',
      when: () => true,
    });

/** Query of `GET /products`. */
export const productQuerySchema = checked(
  z.strictObject({
    ...productFilters,
    sort: sortParameter('sold'),
    include: z.literal('customers', 'must be customers').optional(),
    ...pageParameters,
  }),
)
  .refine((query) => isSortable(query, query.sku), {
    path: ['sort'],
    message: 'must be name when name, sku or ids is given',
    when: () => true,
  })
  .refine(({ sort = 'newest', boughtBy }) => sort === 'newest' || boughtBy === undefined, {
    path: ['sort'],
    message: 'must be newest when boughtBy is given',
    when: () => true,
  });

/** Query of `GET /buyers`. */
export const buyersQuerySchema = checked(z.strictObject({ ...productFilters, ...pageParameters }));

export type ProductFilters = z.infer<z.ZodObject<typeof productFilters>>;
export type ProductQuery = z.infer<typeof productQuerySchema>;
