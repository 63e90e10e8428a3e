import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerView } from '../../../contracts/customer/shapes.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import {
  allPagesOf,
  everyChoiceOf,
  plainlyFound,
  sampleOf,
  written,
} from '../../../shared/testing/oracle.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer');
const { customers } = await import('../adapters/tables.ts');
const { handler } = await import('./search-customers.ts');
const { handler: index } = await import('./index-customers.ts');
afterAll(() => database.close());

const words = [
  written('Zoë', 'zoe'),
  written('Zoe'),
  written('Smith'),
  written('SMITHSON'),
  written('Łukasz', 'lukasz'),
  written('Jo'),
  written('Jørgen', 'jorgen'),
  written('Weiß', 'weiss'),
  written('Ö', 'o'),
];

const countries = [written('France'), written('FRANCE', 'france'), written('Österreich', 'osterreich')];

const thisYear = new Date().getUTCFullYear();

/** Random customers, with the plain text that the oracle compares. */
const people = sampleOf(
  fc.record({
    name: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
    country: fc.option(fc.constantFrom(...countries), { nil: undefined }),
    email: fc.constantFrom('a@example.com', 'B@example.com', 'c@example.com'),
    // Around decades, and close to today's birthdays.
    birthDate: fc.option(
      fc
        .tuple(
          fc.integer({ min: 1900, max: thisYear - 1 }),
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: 1, max: 28 }),
        )
        .map(
          ([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
        ),
      { nil: undefined },
    ),
  }),
  150,
).map(({ name, country, email, birthDate }, n) => {
  const {
    country: _,
    birthDate: __,
    ...bare
  } = aCustomer({
    customerId: anId(n),
    name: name.map(({ written }) => written).join(' '),
    email,
  });
  return {
    customer: {
      ...bare,
      ...(country !== undefined && { country: country.written }),
      ...(birthDate !== undefined && { birthDate }),
    },
    plainName: name.map(({ plain }) => plain).join(' '),
    plainCountry: country?.plain,
  };
});

beforeAll(async () => {
  await Promise.all(people.map(({ customer }) => customers.add(customer, { cause: aCause })));
  await database.feed('CUSTOMERS_TABLE', index);
});

/** The age in whole years, counted birthday by birthday; without a birth date, neither above nor below any other. */
function ageOf(birthDate: string | undefined): number {
  if (birthDate === undefined) return Number.NaN;
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  let age = -1;
  while (Date.UTC(year + age + 1, month - 1, day) <= Date.now()) age += 1;
  return age;
}

type Query = Partial<Record<'name' | 'country' | 'email' | 'minAge' | 'maxAge', string>>;

/** The ids of all matches, in order, by brute force. */
function oracle({ name, country, email, minAge, maxAge }: Query): string[] {
  return people
    .filter(({ customer, plainName, plainCountry }) => {
      const age = ageOf(customer.birthDate);
      return (
        (name === undefined || plainlyFound(name, plainName)) &&
        (country === undefined || plainCountry === country) &&
        (email === undefined || customer.email.toLowerCase() === email) &&
        (minAge === undefined || age >= Number(minAge)) &&
        (maxAge === undefined || age <= Number(maxAge))
      );
    })
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(({ customer }) => customer.customerId);
}

const key = ({ plainName, customer }: (typeof people)[number]) => `${plainName}\u0000${customer.customerId}`;

const search = (query: Query, limit: number) =>
  allPagesOf<CustomerView>((cursor) =>
    ask(handler, { query: { ...query, limit: String(limit), ...(cursor === undefined ? {} : { cursor }) } }),
  );

const idsOf = (items: readonly CustomerView[]) => items.map(({ customerId }) => customerId);

const filters: Query = {
  name: 'jo smi',
  country: 'france',
  email: 'b@example.com',
  minAge: '20',
  maxAge: '70',
};

describe('searching customers finds exactly what brute force finds, in order', () => {
  test.each(everyChoiceOf(filters).map((query) => [JSON.stringify(query), query] as const))(
    '%s',
    async (_, query) => {
      const { items, sizes } = await search(query, 7);
      expect(idsOf(items)).toEqual(oracle(query));
      expect(sizes.slice(0, -1).every((size) => size === 7)).toBe(true);
    },
  );

  test('any random query, in pages of any size', async () => {
    const age = fc.integer({ min: 0, max: 130 }).map(String);
    const queries = fc.record<Query>(
      {
        name: fc.constantFrom('z', 'zo', 'zoe', 'smiths', 'j lu', 'o', 'weiss z', 'x', 'jorgen'),
        country: fc.constantFrom('france', 'osterreich', 'nowhere'),
        email: fc.constantFrom('a@example.com', 'z@example.com'),
        minAge: age,
        maxAge: age,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(queries, fc.integer({ min: 1, max: 100 }), async (query, limit) => {
        fc.pre(!(Number(query.minAge) > Number(query.maxAge)));
        expect(idsOf((await search(query, limit)).items)).toEqual(oracle(query));
      }),
      { numRuns: 60 },
    );
  });

  test('among given ids, sorted by name', async () => {
    const ids = [...people.slice(0, 60).map(({ customer }) => customer.customerId), anId(9999)].join();
    const { items } = await allPagesOf<CustomerView>((cursor) =>
      ask(handler, { query: { ids, name: 'jo', limit: '4', ...(cursor === undefined ? {} : { cursor }) } }),
    );
    expect(idsOf(items)).toEqual(oracle({ name: 'jo' }).filter((id) => ids.includes(id)));
    expect(items.length).toBeGreaterThan(4);
  });
});

test('filters ignore case and fold letters', async () => {
  const typed = await search({ name: 'WEISS', country: 'ÖSTERREICH' }, 100);
  expect(idsOf(typed.items)).toEqual(oracle({ name: 'weiss', country: 'osterreich' }));
  expect(typed.items).not.toEqual([]);
});

test('a cursor is refused for another query', async () => {
  const { body } = await ask(handler, { query: { limit: '5', country: 'france' } });
  const other = await ask(handler, { query: { limit: '5', country: 'osterreich', cursor: body.nextCursor } });
  expect([other.status, other.body.type]).toEqual([400, 'urn:multidomain:problem:invalid-cursor']);
  const same = await ask(handler, { query: { limit: '9', country: 'france', cursor: body.nextCursor } });
  expect(same.status).toBe(200);
});

test('an answer has no internal fields', async () => {
  const { items } = await search({}, 100);
  for (const { customer } of people) {
    const found = items.find(({ customerId }) => customerId === customer.customerId);
    const { birthDate } = customer;
    expect(found).toEqual({ ...customer, ...(birthDate !== undefined && { age: ageOf(birthDate) }) });
  }
});
