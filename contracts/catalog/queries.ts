import * as z from 'zod';
import { currencySchema, MAX_AMOUNT } from '../../shared/values/money.ts';
import {
  flagParameter,
  idsParameter,
  pageParameters,
  wholeNumber,
  wordsParameter,
} from '../definition/query-parameters.ts';
import { categorySchema, skuSchema } from './shapes.ts';

/** Query of `GET /products`. Prices are in minor units and require `currency`. */
export const productQuerySchema = z
  .strictObject({
    name: wordsParameter,
    category: categorySchema.optional(),
    sku: skuSchema.optional(),
    minPrice: wholeNumber(0, MAX_AMOUNT).optional(),
    maxPrice: wholeNumber(0, MAX_AMOUNT).optional(),
    currency: currencySchema.optional(),
    inStock: flagParameter,
    lowStock: flagParameter,
    ids: idsParameter,
    include: z.literal('customers', 'must be customers').optional(),
    ...pageParameters,
  })
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
  );

export type ProductQuery = z.infer<typeof productQuerySchema>;
