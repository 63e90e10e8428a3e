import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { lineOfText } from '../../shared/values/text.ts';
import { mergePatchOf } from '../definition/merge-patch.ts';
import { countSchema, nameSchema, pairFields, rankedFields, versioned } from '../definition/shapes.ts';

const EARLIEST_BIRTH_DATE = '1900-01-01';

/** The most characters of an e-mail address. */
export const MAX_EMAIL = 254;

const emailSchema = z
  .string()
  .max(MAX_EMAIL, `must have at most ${MAX_EMAIL} characters`)
  .pipe(z.email('must be an e-mail address'))
  .meta({ format: 'email', maxLength: MAX_EMAIL, examples: ['ada@example.com'] });

const birthDateSchema = z.iso
  .date('must be a calendar date, YYYY-MM-DD')
  .refine((date) => date >= EARLIEST_BIRTH_DATE, `must not be before ${EARLIEST_BIRTH_DATE}`)
  // biome-ignore lint/plugin: the one look at the clock; a check by the service would not name other bad fields with it.
  .refine((date) => date <= new Date().toISOString().slice(0, 10), 'must not be in the future')
  .meta({ pattern: '^(19|20)', examples: ['1990-05-17'] });

/** A country's name in free text. */
export const countrySchema = lineOfText(2, 56);

/** What staff enter of a customer. A new field belongs here, and nowhere else in the contract of the API. */
const details = {
  name: nameSchema,
  email: emailSchema,
  birthDate: birthDateSchema,
  country: countrySchema.optional(),
};

/** Body of `POST /customers`. */
export const newCustomerSchema = z.strictObject(details).meta({ id: 'NewCustomer' });

/** Body of `PATCH /customers/{customerId}`: a merge patch (RFC 7396); `null` removes the country. */
export const customerPatchSchema = z.strictObject(mergePatchOf(details)).meta({ id: 'CustomerPatch' });

/** A customer as the API answers it; `age` in whole years on the day of the request. */
export const customerSchema = z
  .strictObject({ customerId: idSchema, ...details, age: countSchema, ...versioned })
  .meta({ id: 'Customer' });

/** A product that a customer bought. */
export const boughtProductSchema = z
  .strictObject({ productId: idSchema, ...pairFields })
  .meta({ id: 'BoughtProduct' });

/** Answer of `GET /statistics/customers`: how many there are, and who bought most units, in descending order. */
export const customerStatisticsSchema = z.strictObject({
  count: countSchema,
  top: z.array(z.strictObject({ customerId: idSchema, ...rankedFields })),
});

export type NewCustomer = z.infer<typeof newCustomerSchema>;
export type CustomerPatch = z.infer<typeof customerPatchSchema>;
export type CustomerView = z.infer<typeof customerSchema>;
export type BoughtProduct = z.infer<typeof boughtProductSchema>;
export type CustomerStatistics = z.infer<typeof customerStatisticsSchema>;
