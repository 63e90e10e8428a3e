import * as z from 'zod';
import { lineOfText } from '../../shared/values/text.ts';
import { idsParameter, pageParameters, wholeNumber, wordsParameter } from '../definition/query-parameters.ts';
import { countrySchema, MAX_EMAIL } from './shapes.ts';

/** The highest age that a search accepts. */
export const MAX_AGE = 150;

/** Query of `GET /customers`. */
export const customerQuerySchema = z
  .strictObject({
    name: wordsParameter,
    minAge: wholeNumber(0, MAX_AGE).optional(),
    maxAge: wholeNumber(0, MAX_AGE).optional(),
    country: countrySchema.optional(),
    email: lineOfText(1, MAX_EMAIL).optional(),
    ids: idsParameter,
    include: z.literal('products', 'must be products').optional(),
    ...pageParameters,
  })
  .refine(({ minAge = 0, maxAge = MAX_AGE }) => !(minAge > maxAge), {
    path: ['maxAge'],
    message: 'must not be below minAge',
    // Checked even if other parameters are bad, so that all problems are reported at once.
    when: () => true,
  });

export type CustomerQuery = z.infer<typeof customerQuerySchema>;
