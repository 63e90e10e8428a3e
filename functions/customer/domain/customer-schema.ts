import * as z from 'zod';
import { idSchema } from '../../../shared/values/ids.ts';
import { lineOfText, MAX_NAME } from '../../../shared/values/text.ts';

const EARLIEST_BIRTH_DATE = '1900-01-01';

const name = lineOfText(1, MAX_NAME);
const email = z
  .string()
  .max(254, 'must have at most 254 characters')
  .pipe(z.email('must be an e-mail address'));
const birthDate = z.iso
  .date('must be a calendar date, YYYY-MM-DD')
  .refine((date) => date >= EARLIEST_BIRTH_DATE, `must not be before ${EARLIEST_BIRTH_DATE}`)
  // biome-ignore lint/plugin: the one look at the clock; a check by the service would not name other bad fields with it.
  .refine((date) => date <= new Date().toISOString().slice(0, 10), 'must not be in the future');

/** A country's name in free text. */
export const countrySchema = lineOfText(2, 56);

/** Body of `POST /customers`. */
export const newCustomerSchema = z.strictObject({
  name,
  email,
  birthDate,
  country: countrySchema.optional(),
});

/** Body of `PATCH /customers/{customerId}`: a merge patch (RFC 7396); `null` takes the country away. */
export const customerPatchSchema = z.strictObject({
  name: name.optional(),
  email: email.optional(),
  birthDate: birthDate.optional(),
  country: countrySchema.nullable().optional(),
});

export type NewCustomer = z.infer<typeof newCustomerSchema>;
export type CustomerPatch = z.infer<typeof customerPatchSchema>;

/** Path of `/customers/{customerId}`. */
export const customerPathSchema = z.strictObject({ customerId: idSchema });
