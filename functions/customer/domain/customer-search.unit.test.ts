import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CustomerQuery, customerQuerySchema } from '../../../contracts/customer/queries.ts';
import { MAX_OTHER_TERMS } from '../../../shared/search/terms.ts';
import { NOW } from '../../../shared/testing/fixed.ts';
import { nameWords } from '../../../shared/values/name-words.ts';
import { aCustomer } from '../testing/builders.ts';
import { customerEntry, customerFacetsSchema, leadTerms, matchesQuery } from './customer-search.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date(NOW), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const customers = fc.record({
  name: fc.constantFrom('Ada Lovelace', 'Zoë Smith', 'Jo'),
  email: fc.constantFrom('ada@example.com', 'ZOE@example.com'),
  country: fc.constantFrom('France', 'FRANCE', 'Österreich'),
  birthDate: day,
});

const age = fc.integer({ min: 0, max: 130 });

const queries: fc.Arbitrary<CustomerQuery> = fc.record(
  {
    name: fc.constantFrom('zoe', 'love ADA', 'j', 'x'),
    email: fc.constantFrom('Ada@Example.com', 'zoe@example.com'),
    country: fc.constantFrom('france', 'osterreich', 'Austria'),
    minAge: age,
    maxAge: age,
  },
  { requiredKeys: [] },
);

const matches = (query: CustomerQuery, changes: Parameters<typeof aCustomer>[0] = {}): boolean => {
  const { name, facets } = customerEntry(aCustomer(changes));
  return matchesQuery(query, NOW)({ words: nameWords(name), facets });
};

describe('the lists that are read for a query', () => {
  test('together contain every match exactly once', () => {
    const standsIn = (changes: object, query: CustomerQuery) => {
      const entry = customerEntry(aCustomer(changes));
      const terms = [{ value: 'all' }, ...entry.terms].map(({ value }) => value);
      return leadTerms(query, NOW).filter(({ value }) => terms.includes(value)).length;
    };
    fc.assert(
      fc.property(customers, queries, (changes, { name: _, ...query }) => {
        fc.pre(matches(query, changes));
        expect(standsIn(changes, query)).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, CustomerQuery]>([
    ['email:ada@example.com', { email: 'Ada@example.com', name: 'ada', country: 'France' }],
    ['name:lov', { name: 'ada love', country: 'France', minAge: 5 }],
    ['country:austria', { country: 'ÖSTERREICH', minAge: 5 }],
    ['all', {}],
  ])('start with the most selective: %s', (lead, query) => {
    expect(leadTerms(query, NOW)[0]?.value).toBe(lead);
  });

  test('are decades of birth for an age range', () => {
    const decades = (query: CustomerQuery) => leadTerms(query, NOW).map(({ value }) => value);
    expect(decades({ minAge: 30, maxAge: 40 })).toEqual(['born:198', 'born:199']);
    expect(decades({ minAge: 120 })).toEqual(['born:190']);
    expect(decades({ minAge: 150 })).toEqual([]);
    expect(decades({ maxAge: 0 })).toEqual(['born:202']);
    // Born in 2019, somebody may still be 6 in March 2026.
    expect(decades({ maxAge: 6 })).toEqual(['born:201', 'born:202']);
  });
});

describe('a customer matches', () => {
  test('by the beginnings of words of the name, ignoring case and diacritics', () => {
    expect(matches({ name: 'ZOE smi' }, { name: 'Zoë Smith' })).toBe(true);
    expect(matches({ name: 'zoe mith' }, { name: 'Zoë Smith' })).toBe(false);
  });

  test('by the full country and the full e-mail address, ignoring case and language', () => {
    expect(matches({ country: 'ÖSTERREICH' }, { country: 'Österreich' })).toBe(true);
    expect(matches({ country: 'Öster' }, { country: 'Österreich' })).toBe(false);
    expect(matches({ country: 'Austria' }, { country: 'Österreich' })).toBe(true);
    expect(matches({ email: 'ADA@example.com' })).toBe(true);
    expect(matches({ email: 'ada@example' })).toBe(false);
  });

  test('by age, limits included', () => {
    const born = { birthDate: '1996-03-14' };
    expect([29, 30, 31].map((minAge) => matches({ minAge }, born))).toEqual([true, true, false]);
    expect([29, 30, 31].map((maxAge) => matches({ maxAge }, born))).toEqual([false, true, true]);
  });

  test('only if all filters match', () => {
    expect(matches({ name: 'ada', country: 'United Kingdom', minAge: 30, maxAge: 40 })).toBe(true);
    expect(matches({ name: 'ada', country: 'France' })).toBe(false);
  });
});

describe('the index entry of a customer', () => {
  test('has a term for the e-mail address, the decade of birth and the country', () => {
    expect(customerEntry(aCustomer({ email: 'Ada@Example.com' }))).toEqual({
      id: aCustomer().customerId,
      name: 'Ada Lovelace',
      terms: [
        { value: 'email:ada@example.com', spread: 'single' },
        { value: 'born:199', spread: 'single' },
        { value: 'country:united kingdom', spread: 'sharded' },
      ],
      facets: { birthDate: '1990-05-17', email: 'ada@example.com', country: 'united kingdom' },
    });
  });

  test('has facets that are read back unchanged', () => {
    const { facets } = customerEntry(aCustomer());
    expect(customerFacetsSchema.parse(facets)).toEqual(facets);
  });

  test('has no term for a missing country', () => {
    const { country: _, ...bare } = aCustomer();
    const { terms, facets } = customerEntry(bare);
    expect(terms.map(({ value }) => value)).toEqual(['email:ada@example.com', 'born:199']);
    expect(facets).toStrictEqual({ birthDate: '1990-05-17', email: 'ada@example.com' });
  });
});

test('the index rows of a customer fit into the transaction of a rename', () => {
  expect(customerEntry(aCustomer()).terms.length).toBeLessThanOrEqual(MAX_OTHER_TERMS);
});

test.each([
  [{ minAge: '40', maxAge: '30' }, ['maxAge']],
  [{ minAge: 'x', country: 'X', name: '\u0301', colour: 'red' }, ['', 'country', 'minAge', 'name']],
  [{ include: 'purchases', ids: '1' }, ['ids.0', 'include']],
])('the query %j is refused, naming each bad parameter', (query, paths) => {
  const { error } = customerQuerySchema.safeParse(query);
  expect(error?.issues.map((issue) => issue.path.join('.')).toSorted()).toEqual(paths);
});
