import * as z from 'zod';
import { wordsOf } from '../../shared/values/fold.ts';
import { idSchema } from '../../shared/values/ids.ts';
import { lineOfText } from '../../shared/values/text.ts';
import { MAX_IDS } from './max-ids.ts';

/** A whole number in a query parameter, within `min` and `max`. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

/** Beginnings of words, in any order. */
export const wordsParameter = lineOfText(1, 100)
  .refine((text) => wordsOf(text).length > 0, 'must have a letter or a digit')
  .optional();

/** `limit` (1..100) and `cursor`, as every list takes them. The limit's default of 25 is the list's. */
export const pageParameters = {
  limit: wholeNumber(1, 100).optional(),
  cursor: z.string().min(1, 'must not be empty').max(2048, 'is too long').optional(),
};

/** Items in a page when the request does not say. */
export const DEFAULT_LIMIT = 25;

/** `ids=a,b,c`: up to {@link MAX_IDS} UUIDs. */
export const idsParameter = z
  .string()
  .transform((text) => text.split(',').map((id) => id.trim()))
  .pipe(z.array(idSchema).max(MAX_IDS, `must have at most ${MAX_IDS} ids`))
  .optional();

/** `true` or `false`. */
export const flagParameter = z
  .enum(['true', 'false'], 'must be true or false')
  .transform((text) => text === 'true')
  .optional();

/** The query of a list that takes nothing but `limit` and `cursor`. */
export const pageQuerySchema = z.strictObject(pageParameters);
