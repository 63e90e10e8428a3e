import * as z from 'zod';
import { lineOfText } from '../../shared/values/text.ts';
import {
  boughtParameter,
  idsParameter,
  isSortable,
  pageParameters,
  sortParameter,
  timeParameter,
  wholeNumber,
  wordsParameter,
} from '../definition/query-parameters.ts';
import { countrySchema, MAX_EMAIL } from './shapes.ts';

/** The highest age that a search accepts. */
export const MAX_AGE = 150;

/** Query of `GET /customers`. */
export const customerQuerySchema = /* @__PURE__ */ z
  .strictObject({
    name: wordsParameter,
    minAge: wholeNumber(0, MAX_AGE)
      .describe('At least this old. Leaves out who has no birth date.')
      .optional(),
    maxAge: wholeNumber(0, MAX_AGE)
      .describe('At most this old. Leaves out who has no birth date.')
      .optional(),
    country: countrySchema.optional(),
    email: lineOfText(1, MAX_EMAIL).optional(),
    bought: boughtParameter,
    boughtFrom: timeParameter.describe('With `bought`: bought one of them last at this time or later.'),
    boughtTo: timeParameter.describe('With `bought`: bought one of them last at this time or earlier.'),
    ids: idsParameter,
    sort: sortParameter('bought'),
    include: z.literal('products', 'must be products').optional(),
    ...pageParameters,
  })
  .refine(({ minAge = 0, maxAge = MAX_AGE }) => !(minAge > maxAge), {
    path: ['maxAge'],
    message: 'must not be below minAge',
    // Checked even if other parameters are bad, so that all problems are reported at once.
    when: () => true,
  })
  .refine(({ boughtFrom = '', boughtTo = '' }) => !(Date.parse(boughtFrom) > Date.parse(boughtTo)), {
    path: ['boughtTo'],
    message: 'must not be before boughtFrom',
    when: () => true,
  })
  .refine(
    ({ bought, boughtFrom, boughtTo }) =>
      bought !== undefined || (boughtFrom === undefined && boughtTo === undefined),
    { path: ['bought'], message: 'is required with boughtFrom or boughtTo', when: () => true },
  )
  .refine((query) => isSortable(query, query.email), {
    path: ['sort'],
    message: 'must be name when name, email or ids is given',
    when: () => true,
  })
  .refine(({ sort = 'newest', bought }) => sort === 'newest' || bought === undefined, {
    path: ['sort'],
    message: 'must be newest when bought is given',
    when: () => true,
  });

export type CustomerQuery = z.infer<typeof customerQuerySchema>;
