import * as z from 'zod';
import { type CustomerQuery, MAX_AGE } from '../../../contracts/customer/queries.ts';
import type { Candidate, Searchable } from '../../../shared/search/search-row.ts';
import {
  allEntries,
  type Lead,
  leadsOfWords,
  MAX_MERGED,
  newestEntries,
  type Term,
} from '../../../shared/search/terms.ts';
import { actorSchema } from '../../../shared/values/aggregate.ts';
import { countryKey } from '../../../shared/values/countries.ts';
import { fold, startsWords, wordsOf } from '../../../shared/values/fold.ts';
import { ageOn } from './age.ts';
import { type Customer, storedCustomerSchema } from './customer.ts';

/** What rows say of a customer, so that filters work without reading it: birth date and folded country, `null` if unknown. */
const customerFacetsSchema = /* @__PURE__ */ z
  .tuple([z.string().nullable(), z.string().nullable()])
  .readonly();

export type CustomerFacets = z.infer<typeof customerFacetsSchema>;

/** How customers are found. */
export const searchableCustomers: Searchable<Customer, CustomerFacets> = {
  facets: customerFacetsSchema,
  listed: storedCustomerSchema.extend({ updatedBy: actorSchema.exactOptional() }),
  entryOf({ customerId: id, name, birthDate, email, country, updatedAt: changedAt }) {
    const decade = birthDate === undefined ? undefined : decadeOf(birthDate);
    const folded = country === undefined ? undefined : countryKey(country);
    return {
      id,
      name,
      changedAt,
      terms: [
        emailTerm(fold(email)),
        ...(decade === undefined ? [] : [decadeTerm(decade)]),
        ...(folded === undefined ? [] : [countryTerm(folded)]),
        ...(decade === undefined || folded === undefined ? [] : [countryDecadeTerm(folded, decade)]),
      ],
      facets: [birthDate ?? null, folded ?? null],
    };
  },
};

/** Lists that each contain every match of a query. @param now ISO 8601 UTC. */
export function leadsOf(query: CustomerQuery, now: string): Lead[] {
  if (query.sort === 'newest') return [[newestEntries]];
  if (query.email !== undefined) return [[emailTerm(fold(query.email))]];
  const country = query.country === undefined ? undefined : countryKey(query.country);
  const decades = decadesOf(query, now);
  const leads = query.name === undefined ? [] : leadsOfWords(wordsOf(query.name));
  if (country !== undefined) {
    leads.push(decades?.map((decade) => countryDecadeTerm(country, decade)) ?? [countryTerm(country)]);
  } else if (decades !== undefined) {
    leads.push(decades.map(decadeTerm));
  }
  return leads.length > 0 ? leads : [[allEntries]];
}

/** The decades of birth of an age range; undefined if it has none, or spans more than are worth merging. */
function decadesOf({ minAge, maxAge }: CustomerQuery, now: string): string[] | undefined {
  if (minAge === undefined && maxAge === undefined) return undefined;
  const year = Number(now.slice(0, 4));
  const first = Math.max(190, Math.floor((year - (maxAge ?? MAX_AGE) - 1) / 10));
  const last = Math.floor((year - (minAge ?? 0)) / 10);
  if (last - first >= MAX_MERGED) return undefined;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index));
}

/** Whether a customer matches the filters of a query, but for its e-mail address. @param now ISO 8601 UTC. */
export function matchesQuery(query: CustomerQuery, now: string) {
  const words = query.name === undefined ? [] : wordsOf(query.name);
  const country = query.country === undefined ? undefined : countryKey(query.country);
  return (candidate: Candidate<CustomerFacets>): boolean => {
    const [birthDate, ofCountry] = candidate.facets;
    return (
      (country === undefined || ofCountry === country) &&
      isOfAge(query, birthDate, now) &&
      startsWords(words, candidate.words)
    );
  };
}

/** Whether somebody born then is within an age range. Without a birth date, nobody is in any. */
function isOfAge({ minAge, maxAge }: CustomerQuery, birthDate: string | null, now: string): boolean {
  if (minAge === undefined && maxAge === undefined) return true;
  if (birthDate === null) return false;
  const age = ageOn(birthDate, now);
  return age >= (minAge ?? 0) && age <= (maxAge ?? MAX_AGE);
}

/** Whether a customer has the e-mail address of a query. */
export function hasEmail({ email }: CustomerQuery) {
  const wanted = email === undefined ? undefined : fold(email);
  return (customer: Customer): boolean => wanted === undefined || fold(customer.email) === wanted;
}

/** When a customer of a segment last bought one of the products. */
export const boughtRange = ({ boughtFrom: from, boughtTo: to }: CustomerQuery) => ({ from, to });

/** The first three digits of a year. */
const decadeOf = (birthDate: string): string => birthDate.slice(0, 3);

const emailTerm = (email: string): Term => ({
  value: `email:${email}`,
  spread: 'single',
  written: 'at once',
});
const countryTerm = (country: string): Term => ({ value: `country:${country}`, spread: 'sharded' });
const decadeTerm = (decade: string): Term => ({ value: `born:${decade}`, spread: 'single', merged: true });
const countryDecadeTerm = (country: string, decade: string): Term => ({
  value: `country:${country}:${decade}`,
  spread: 'single',
  merged: true,
});
