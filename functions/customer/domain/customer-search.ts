import * as z from 'zod';
import { type CustomerQuery, MAX_AGE } from '../../../contracts/customer/queries.ts';
import type { SearchEntry, SearchRow } from '../../../shared/search/search-index.ts';
import { allEntries, leadsOfWords, type Term } from '../../../shared/search/terms.ts';
import { countryKey } from '../../../shared/values/countries.ts';
import { fold, startsWords, wordsOf } from '../../../shared/values/fold.ts';
import { ageOn } from './age.ts';
import type { Customer } from './customer.ts';

/** Attributes copied into index rows, so that filters work without reading the customers. */
export const customerFacetsSchema = z.object({
  birthDate: z.string(),
  email: z.string(),
  country: z.string().exactOptional(),
});

export type CustomerFacets = Readonly<z.infer<typeof customerFacetsSchema>>;

/** How a customer is matched by a search. */
export const customerEntry = (customer: Customer): SearchEntry<CustomerFacets> => {
  const { customerId: id, name, birthDate } = customer;
  const email = fold(customer.email);
  const country = customer.country === undefined ? undefined : countryKey(customer.country);
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

/** The most selective lists that contain every match of a query. @param now ISO 8601 UTC. */
export function leadTerms(query: CustomerQuery, now: string): Term[] {
  if (query.email !== undefined) return [emailTerm(fold(query.email))];
  if (query.name !== undefined) return leadsOfWords(wordsOf(query.name));
  if (query.country !== undefined) return [countryTerm(countryKey(query.country))];
  if (query.minAge === undefined && query.maxAge === undefined) return [allEntries];
  const year = Number(now.slice(0, 4));
  const first = Math.max(190, Math.floor((year - (query.maxAge ?? MAX_AGE) - 1) / 10));
  const last = Math.floor((year - (query.minAge ?? 0)) / 10);
  return Array.from({ length: last - first + 1 }, (_, index) => decadeTerm(first + index));
}

/** Whether a row matches all filters of a query. @param now ISO 8601 UTC. */
export function matchesQuery(query: CustomerQuery, now: string) {
  const words = query.name === undefined ? [] : wordsOf(query.name);
  const country = query.country === undefined ? undefined : countryKey(query.country);
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
/** @param decade the first three digits of the year. */
const decadeTerm = (decade: number): Term => ({ value: `born:${decade}`, spread: 'single' });
