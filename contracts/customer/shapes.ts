import * as z from 'zod';
import { idSchema } from '../../shared/values/ids.ts';
import { lineOfText } from '../../shared/values/text.ts';
import { mergePatchOf } from '../definition/merge-patch.ts';
import {
  actorSchema,
  archivedField,
  countSchema,
  nameSchema,
  pairFields,
  rankedFields,
  versioned,
} from '../definition/shapes.ts';

const EARLIEST_BIRTH_DATE = '1900-01-01';

/** The maximum length of an e-mail address. */
export const MAX_EMAIL = 254;

const emailSchema = /* @__PURE__ */ z
  .string()
  .max(MAX_EMAIL, `must have at most ${MAX_EMAIL} characters`)
  .pipe(z.email('must be an e-mail address'))
  .meta({ format: 'email', maxLength: MAX_EMAIL, examples: ['ada@example.com'] });

const birthDateSchema = /* @__PURE__ */ z.iso
  .date('must be a calendar date, YYYY-MM-DD')
  .refine((date) => date >= EARLIEST_BIRTH_DATE, `must not be before ${EARLIEST_BIRTH_DATE}`)
  // biome-ignore lint/plugin: the only use of the clock here; if the service checked it, other bad fields would not be reported with it.
  .refine((date) => date <= new Date().toISOString().slice(0, 10), 'must not be in the future')
  .meta({ pattern: '^(19|20)', examples: ['1990-05-17'] });

/** The name of a country: free text. */
export const countrySchema = /* @__PURE__ */ lineOfText(2, 56);

/** The fields that staff edit. A new field is added here, and nowhere else in the API's contract. */
const details = {
  name: nameSchema,
  email: emailSchema,
  birthDate: birthDateSchema.optional(),
  country: countrySchema.optional(),
};

/** Body of `POST /customers`. */
export const newCustomerSchema = /* @__PURE__ */ z.strictObject(details).meta({ id: 'NewCustomer' });

/** Body of `PATCH /customers/{customerId}`: a merge patch (RFC 7396); `null` removes an optional field. */
export const customerPatchSchema = /* @__PURE__ */ z
  .strictObject(mergePatchOf(details))
  .meta({ id: 'CustomerPatch' });

/**
 * A customer in the API's answers. `age` is in whole years on the day of the request, and missing without a birth date;
 * `updatedBy` is missing if nobody was signed in at the last change.
 */
export const customerSchema = /* @__PURE__ */ z
  .strictObject({
    customerId: idSchema,
    ...details,
    age: countSchema.optional(),
    ...versioned,
    updatedBy: actorSchema.optional(),
  })
  .meta({ id: 'Customer' });

/** A product that a customer bought. Its name is missing only if it was removed before names were kept. */
export const boughtProductSchema = /* @__PURE__ */ z
  .strictObject({ productId: idSchema, ...pairFields, archived: archivedField })
  .meta({ id: 'BoughtProduct' });

/** Answer of `GET /statistics/customers`: the number of customers, and the top buyers in descending order. */
export const customerStatisticsSchema = /* @__PURE__ */ z.strictObject({
  count: countSchema,
  top: z.array(z.strictObject({ customerId: idSchema, ...rankedFields })),
});

export type NewCustomer = z.infer<typeof newCustomerSchema>;
export type CustomerPatch = z.infer<typeof customerPatchSchema>;
export type CustomerView = z.infer<typeof customerSchema>;
export type BoughtProduct = z.infer<typeof boughtProductSchema>;
export type CustomerStatistics = z.infer<typeof customerStatisticsSchema>;
