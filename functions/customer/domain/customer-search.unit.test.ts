import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CustomerQuery, customerQuerySchema } from '../../../contracts/customer/queries.ts';
import { changesFromStream } from '../../../shared/search/search-changes.ts';
import { type Place, partitionsOf, rowsOf, searchRowSchema } from '../../../shared/search/search-row.ts';
import { MAX_MERGED, MAX_OTHER_TERMS } from '../../../shared/search/terms.ts';
import { NOW } from '../../../shared/testing/fixed.ts';
import { nameWords } from '../../../shared/values/name-words.ts';
import { aCustomer } from '../testing/builders.ts';
import type { Customer } from './customer.ts';
import { hasEmail, leadsOf, matchesQuery, searchableCustomers } from './customer-search.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date(NOW), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const { birthDate: _, country: __, ...bare } = aCustomer();

const customers: fc.Arbitrary<Customer> = fc
  .record(
    {
      name: fc.constantFrom('Ada Lovelace', 'Zoë Smith', 'Jo'),
      email: fc.constantFrom('ada@example.com', 'ZOE@example.com'),
      country: fc.constantFrom('France', 'FRANCE', 'Österreich'),
      birthDate: day,
    },
    { requiredKeys: ['name', 'email'] },
  )
  .map((details) => ({ ...bare, ...details }));

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

const isMatch = (query: CustomerQuery, customer: Customer): boolean => {
  const { name, facets } = searchableCustomers.entryOf(customer);
  return matchesQuery(query, NOW)({ words: nameWords(name), facets }) && hasEmail(query)(customer);
};

const matches = (query: CustomerQuery, changes: Partial<Customer> = {}): boolean =>
  isMatch(query, aCustomer(changes));

const leadsFor = (query: CustomerQuery) => leadsOf(query, NOW).map((lead) => lead.map(({ value }) => value));

describe('each lead of a query', () => {
  test('contains every match exactly once', () => {
    fc.assert(
      fc.property(customers, queries, (customer, query) => {
        fc.pre(isMatch(query, customer));
        const rows = rowsOf(searchableCustomers, customer).map(({ term }) => term);
        for (const lead of leadsOf(query, NOW)) {
          const read = lead.flatMap(partitionsOf).filter((term) => rows.includes(term));
          expect(read, JSON.stringify(lead)).toHaveLength(1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('says of all lists that it merges that they are merged', () => {
    fc.assert(
      fc.property(queries, (query) => {
        for (const lead of leadsOf(query, NOW).filter(({ length }) => length > 1)) {
          for (const { value, merged } of lead) expect(merged, value).toBe(true);
        }
      }),
    );
  });

  test('merges few partitions', () => {
    fc.assert(
      fc.property(queries, (query) => {
        for (const lead of leadsOf(query, NOW)) {
          expect(lead.flatMap(partitionsOf).length).toBeLessThanOrEqual(MAX_MERGED);
        }
      }),
    );
  });

  test.each<[CustomerQuery, string[][]]>([
    [{ email: 'Ada@example.com', name: 'ada', country: 'France' }, [['email:ada@example.com']]],
    [
      { name: 'ada love', country: 'France' },
      [['name:lov', 'names:long'], ['name:ada', 'names:long'], ['country:france']],
    ],
    [{ country: 'ÖSTERREICH', minAge: 5 }, [['country:austria']]],
    [{ country: 'France', minAge: 41, maxAge: 44 }, [['country:france:198']]],
    [{ minAge: 30, maxAge: 40 }, [['born:198', 'born:199']]],
    [{ minAge: 120 }, [['born:190']]],
    [{ minAge: 150 }, [[]]],
    [{ maxAge: 0 }, [['born:202']]],
    // Born in 2019, somebody may still be 6 in March 2026.
    [{ maxAge: 6 }, [['born:201', 'born:202']]],
    [{ minAge: 1 }, [['all']]],
    [{}, [['all']]],
  ])('of %j is in %j', (query, leads) => {
    expect(leadsFor(query)).toEqual(leads);
  });
});

describe('a customer matches', () => {
  test('by the beginnings of words of the name, ignoring case and diacritics', () => {
    expect(matches({ name: 'ZOE smi' }, { name: 'Zoë Smith' })).toBe(true);
    expect(matches({ name: 'zoe mith' }, { name: 'Zoë Smith' })).toBe(false);
  });

  test('by the full country and the full e-mail address, ignoring case', () => {
    expect(matches({ country: 'ÖSTERREICH' }, { country: 'Österreich' })).toBe(true);
    expect(matches({ country: 'Öster' }, { country: 'Österreich' })).toBe(false);
    expect(matches({ email: 'ADA@example.com' })).toBe(true);
    expect(matches({ email: 'ada@example' })).toBe(false);
  });

  test('by age, limits included', () => {
    const born = { birthDate: '1996-03-14' };
    expect([29, 30, 31].map((minAge) => matches({ minAge }, born))).toEqual([true, true, false]);
    expect([29, 30, 31].map((maxAge) => matches({ maxAge }, born))).toEqual([false, true, true]);
  });

  test('without a birth date, by everything but an age', () => {
    fc.assert(
      fc.property(customers, queries, ({ birthDate: _, ...customer }, { minAge, maxAge, ...query }) => {
        expect(isMatch(query, customer)).toBe(isMatch(query, { ...customer, birthDate: '1990-05-17' }));
        fc.pre(minAge !== undefined || maxAge !== undefined);
        expect(isMatch({ ...query, minAge, maxAge }, customer)).toBe(false);
      }),
    );
    const { birthDate: _, ...ageless } = aCustomer();
    expect([{}, { minAge: 0 }, { maxAge: 150 }].map((query) => isMatch(query, ageless))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('only if all filters match', () => {
    expect(matches({ name: 'ada', country: 'United Kingdom', minAge: 30, maxAge: 40 })).toBe(true);
    expect(matches({ name: 'ada', country: 'France' })).toBe(false);
  });
});

describe('the index entry of a customer', () => {
  test('has a term for the e-mail address, the decade of birth, the country, and both', () => {
    expect(searchableCustomers.entryOf(aCustomer({ email: 'Ada@Example.com' }))).toEqual({
      id: aCustomer().customerId,
      name: 'Ada Lovelace',
      changedAt: NOW,
      terms: [
        { value: 'email:ada@example.com', spread: 'single', written: 'at once' },
        { value: 'born:199', spread: 'single', merged: true },
        { value: 'country:united kingdom', spread: 'sharded' },
        { value: 'country:united kingdom:199', spread: 'single', merged: true },
      ],
      facets: ['1990-05-17', 'united kingdom'],
    });
  });

  test.each([aCustomer(), bare])('has facets and rows that are read back unchanged', (customer) => {
    const { facets } = searchableCustomers.entryOf(customer);
    expect(searchableCustomers.facets.parse(facets)).toEqual(facets);
    for (const row of rowsOf(searchableCustomers, customer)) {
      expect(searchRowSchema(searchableCustomers).parse(row)).toEqual(row);
    }
  });

  test.each<[keyof Customer, string[], unknown[]]>([
    ['country', ['email:ada@example.com', 'born:199'], ['1990-05-17', null]],
    ['birthDate', ['email:ada@example.com', 'country:united kingdom'], [null, 'united kingdom']],
  ])('has no term for a missing %s', (missing, values, known) => {
    const { [missing]: _, ...customer } = aCustomer();
    const { terms, facets } = searchableCustomers.entryOf(customer as Customer);
    expect(terms.map(({ value }) => value)).toEqual(values);
    expect(facets).toEqual(known);
  });
});

test('rows that were written when every customer had a birth date are read', () => {
  const position = `ada\u0000${aCustomer().customerId}`;
  const rows = [
    { term: 'born:199', position, facets: ['1990-05-17', null] },
    { term: 'all#0', position, item: aCustomer() },
  ];
  expect(rows.map((row) => searchRowSchema(searchableCustomers).parse(row))).toEqual(rows);
});

/** The lists in which a customer is, was and is no longer after a change, as the stream tells of it. */
function moved(...states: readonly Customer[]) {
  const { put, former, remove } = changesFromStream(searchableCustomers, states);
  const placesOf = (places: readonly Place[]) =>
    places.map(({ term }) => term).filter((term) => /\d{3}$/.test(term));
  return { put: placesOf(put), former: placesOf(former), remove: placesOf(remove) };
}

describe('the decades of birth', () => {
  const decades = ['born:199', 'country:united kingdom:199'];
  const { birthDate: _, ...ageless } = aCustomer();

  test('are left when the birth date is removed: readers may be on their way through several', () => {
    expect(moved(aCustomer(), { ...ageless, version: 2 })).toEqual({ put: [], former: decades, remove: [] });
  });

  test('are entered when there is one', () => {
    expect(moved(ageless, aCustomer({ version: 2 }))).toEqual({ put: decades, former: [], remove: [] });
  });

  test('change when it is removed and another one given', () => {
    const born = { birthDate: '1985-05-17', version: 3 };
    const { put, former } = moved(aCustomer(), { ...ageless, version: 2 }, aCustomer(born));
    expect([put, former]).toEqual([['born:198', 'country:united kingdom:198'], decades]);
  });
});

test('the index rows of a customer fit into the transaction of a rename', () => {
  expect(searchableCustomers.entryOf(aCustomer()).terms.length).toBeLessThanOrEqual(MAX_OTHER_TERMS);
});

test.each([
  [{ minAge: '40', maxAge: '30' }, ['maxAge']],
  [{ minAge: 'x', country: 'X', name: '\u0301', colour: 'red' }, ['', 'country', 'minAge', 'name']],
  [{ include: 'purchases', ids: '1' }, ['ids.0', 'include']],
])('the query %j is refused, naming each bad parameter', (query, paths) => {
  const { error } = customerQuerySchema.safeParse(query);
  expect(error?.issues.map((issue) => issue.path.join('.')).toSorted()).toEqual(paths);
});
