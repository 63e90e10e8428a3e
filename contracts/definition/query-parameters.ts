import * as z from 'zod';
import { wordsOf } from '../../shared/values/fold.ts';
import { idSchema } from '../../shared/values/ids.ts';
import { lineOfText } from '../../shared/values/text.ts';
import { DEFAULT_LIMIT, MAX_BOUGHT, MAX_CURSOR, MAX_IDS, MAX_LIMIT, MAX_WORDS } from './limits.ts';

/** A query parameter with a whole number from `min` to `max`. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
    .meta({ type: 'integer', minimum: min, maximum: max });

/** A query parameter with the beginnings of words, in any order. */
export const wordsParameter = /* @__PURE__ */ lineOfText(1, MAX_WORDS)
  .refine((text) => wordsOf(text).length > 0, 'must have a letter, a digit or a symbol')
  .meta({
    minLength: 1,
    maxLength: MAX_WORDS,
    description: 'Beginnings of words, in any order, regardless of case and diacritics.',
    examples: ['smi jo'],
  })
  .optional();

/** The parameters of every list: `limit` and `cursor`. */
export const pageParameters = {
  limit: wholeNumber(1, MAX_LIMIT).describe(`Items per page; default ${DEFAULT_LIMIT}.`).optional(),
  cursor: z
    .string()
    .min(1, 'must not be empty')
    .max(MAX_CURSOR, `must have at most ${MAX_CURSOR} characters`)
    .describe('The `nextCursor` of the previous page of the same query.')
    .optional(),
};

/** A query parameter with UUIDs: `ids=a,b,c`. */
const listOfIds = (most: number, description: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((id) => id.trim()))
    .pipe(z.array(idSchema).max(most, `must have at most ${most} ids`))
    .meta({ type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: most, description })
    .optional();

/** The ids of the only entities to list. */
export const idsParameter = listOfIds(MAX_IDS, 'Only these; unknown ids are ignored.');

/** The ids of products, any of which was bought. */
export const boughtParameter = listOfIds(
  MAX_BOUGHT,
  'Only customers who bought any of these products, the newest customers first. Cancelled purchases do not count.',
);

/** How a list is sorted, and what of it. */
export type Sort = z.infer<typeof sortSchema>;

const sortSchema = /* @__PURE__ */ z.enum(
  ['name', 'newest', 'lastPurchase', 'units'],
  'must be name, newest, lastPurchase or units',
);

/** The order of a list of customers or products. @param traded what they did, such as `bought`. */
export const sortParameter = (traded: string) =>
  sortSchema
    .describe(
      `\`name\` (default); \`newest\`: the newest first; \`lastPurchase\`: the latest first; \`units\`: the most ${traded} in all first. The last two list only those with purchases, and their \`totals\`; cancelled purchases do not count. With \`name\`, an exact value or \`ids\`, only \`name\` is possible.`,
    )
    .optional();

/** The parameters that find few entities by what they are called; their results are only sorted by name. */
interface Named {
  readonly sort?: Sort | undefined;
  readonly name?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** Whether the order of a list can be had at a bounded cost. @param exact an exact value that is searched for. */
export const isSortable = ({ sort = 'name', name, ids }: Named, exact: string | undefined): boolean =>
  sort === 'name' || [name, ids, exact].every((parameter) => parameter === undefined);

/** A query parameter with a time, in any time zone. */
export const timeParameter = /* @__PURE__ */ z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 time with a time zone' })
  .optional();

/** A query parameter that is `true` or `false`. */
export const flagParameter = /* @__PURE__ */ z
  .enum(['true', 'false'], 'must be true or false')
  .transform((text) => text === 'true')
  .meta({ type: 'boolean' })
  .optional();

/** The query of a list without filters. */
export const pageQuerySchema = /* @__PURE__ */ z.strictObject(pageParameters);
