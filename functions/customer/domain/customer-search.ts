import * as z from 'zod';
import { idsParameter, pageParameters, wholeNumber } from '../../../shared/paging/query-schema.ts';
import { fold, startsWords, wordsOf } from '../../../shared/search/fold.ts';
import type { SearchEntry, SearchRow } from '../../../shared/search/search-index.ts';
import { allEntries, leadsOfWords, type Term } from '../../../shared/search/terms.ts';
import { lineOfText } from '../../../shared/values/text.ts';
import { ageOn } from './age.ts';
import type { Customer } from './customer.ts';
import { countrySchema } from './customer-schema.ts';

const MAX_AGE = 150;

/** Query of `GET /customers`. */
export const customerQuerySchema = z
  .strictObject({
    name: lineOfText(1, 100)
      .refine((text) => wordsOf(text).length > 0, 'must have a letter or a digit')
      .optional(),
    minAge: wholeNumber(0, MAX_AGE).optional(),
    maxAge: wholeNumber(0, MAX_AGE).optional(),
    country: countrySchema.optional(),
    email: lineOfText(1, 254).optional(),
    ids: idsParameter,
    include: z.literal('products', 'must be products').optional(),
    ...pageParameters,
  })
  .refine(({ minAge = 0, maxAge = MAX_AGE }) => !(minAge > maxAge), {
    path: ['maxAge'],
    message: 'must not be below minAge',
    // Also beside other bad parameters: all are named at once.
    when: () => true,
  });

export type CustomerQuery = z.infer<typeof customerQuerySchema>;

/** What the index's rows carry, so that filters need not read the customers. */
export interface CustomerFacets {
  readonly birthDate: string;
  readonly email: string;
  readonly country?: string;
}

/** How a customer is found. */
export const customerEntry = (customer: Customer): SearchEntry<CustomerFacets> => {
  const { customerId: id, name, birthDate } = customer;
  const email = fold(customer.email);
  const country = customer.country === undefined ? undefined : fold(customer.country);
  return {
    id,
    name,
    terms: [
      emailTerm(email),
      decadeTerm(Number(birthDate.slice(0, 3))),
      ...(country === undefined ? [] : [countryTerm(country)]),
    ],
    facets: { birthDate, email, ...(country === undefined ? {} : { country }) },
  };
};

/** The lists to read for a query: the most selective that it allows. @param now ISO 8601 UTC. */
export function leadTerms(query: CustomerQuery, now: string): Term[] {
  if (query.email !== undefined) return [emailTerm(fold(query.email))];
  if (query.name !== undefined) return leadsOfWords(wordsOf(query.name));
  if (query.country !== undefined) return [countryTerm(fold(query.country))];
  if (query.minAge === undefined && query.maxAge === undefined) return [allEntries];
  const year = Number(now.slice(0, 4));
  const first = Math.max(190, Math.floor((year - (query.maxAge ?? MAX_AGE) - 1) / 10));
  const last = Math.floor((year - (query.minAge ?? 0)) / 10);
  return Array.from({ length: last - first + 1 }, (_, index) => decadeTerm(first + index));
}

/** Whether a row fits all filters of a query. @param now ISO 8601 UTC. */
export function matchesQuery(query: CustomerQuery, now: string) {
  const words = query.name === undefined ? [] : wordsOf(query.name);
  const country = query.country === undefined ? undefined : fold(query.country);
  const email = query.email === undefined ? undefined : fold(query.email);
  return (row: Pick<SearchRow<CustomerFacets>, 'words' | 'facets'>): boolean => {
    const age = ageOn(row.facets.birthDate, now);
    return (
      startsWords(words, row.words) &&
      (country === undefined || row.facets.country === country) &&
      (email === undefined || row.facets.email === email) &&
      age >= (query.minAge ?? 0) &&
      age <= (query.maxAge ?? MAX_AGE)
    );
  };
}

const emailTerm = (email: string): Term => ({ value: `email:${email}`, spread: 'single' });
const countryTerm = (country: string): Term => ({ value: `country:${country}`, spread: 'sharded' });
/** @param decade the year's first three digits. */
const decadeTerm = (decade: number): Term => ({ value: `born:${decade}`, spread: 'single' });
