import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerView } from '../../../contracts/customer/shapes.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { consumedBy } from '../../../shared/testing/consumed-capacity.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import { allPagesOf } from '../../../shared/testing/oracle.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer');
const { customerProduct, customers } = await import('../adapters/tables.ts');
const { documentClient } = await import('../../../shared/dynamodb/client.ts');
const { handler } = await import('./search-customers.ts');
const { handler: index } = await import('./index-customers.ts');
afterAll(() => database.close());

const PRODUCT = anId(901);

const isOld = (n: number): boolean => n % 2 === 0 && n % 10 !== 4;
const isYoung = (n: number): boolean => n % 2 === 1 && n % 10 !== 9;

/** Each bought `n % 8` units, so that many have equal units, and some have none. */
const people = Array.from({ length: 60 }, (_, n) => {
  const customer = aCustomer({
    customerId: anId(n + 1),
    name: `Person ${n}`,
    email: `${n}@example.com`,
    country: n % 3 === 0 ? 'France' : 'Chile',
    birthDate: isOld(n) ? '1950-01-01' : '2000-01-01',
  });
  const { birthDate: _birthDate, ...ageless } = customer;
  return isOld(n) || isYoung(n) ? customer : ageless;
});

const unitsOf = (n: number): number => n % 8;

/** Each bought at another time than most, but not in the order of their units. */
const timeOf = (n: number): string => `2026-03-14T15:00:${String((n * 7) % 50).padStart(2, '0')}.000Z`;

const purchaseOf = (n: number, quantity: number) => ({
  purchaseId: anId(1000 + n),
  customerId: people[n]?.customerId ?? '',
  productId: PRODUCT,
  quantity,
  purchasedAt: timeOf(n),
});

beforeAll(async () => {
  await Promise.all(
    people.map(async (customer, n) => {
      await customers.add(customer, { cause: aCause });
      if (unitsOf(n) > 0)
        await customerProduct.apply({ ...purchaseOf(n, unitsOf(n)), version: 2, counted: true });
    }),
  );
  // Removed customers stay in the ranking, and are not listed.
  await customers.change(
    people[7]?.customerId ?? '',
    () => ({
      customerId: people[7]?.customerId ?? '',
      version: 2,
      removedAt: '2026-03-14T16:00:00.000Z',
    }),
    { cause: aCause },
  );
  await database.feed('CUSTOMERS_TABLE', index);
});

type Listed = CustomerView & {
  readonly totals?: { units: number; purchases: number; lastPurchasedAt: string; revenue: unknown };
};

const ordered = (query: Record<string, string>, limit: number) =>
  allPagesOf<Listed>((cursor) =>
    ask(handler, {
      query: { sort: 'units', ...query, limit: String(limit), ...(cursor === undefined ? {} : { cursor }) },
    }),
  );

const placesOf = (items: readonly Listed[]): number[] =>
  items.map(({ customerId }) => people.findIndex((each) => each.customerId === customerId));

const buyers = people.map((_, n) => n).filter((n) => unitsOf(n) > 0 && n !== 7);

describe('customers sorted from the newest', () => {
  const everybody = people.map((_, n) => n).filter((n) => n !== 7);

  test.each<[Record<string, string>, (n: number) => boolean]>([
    [{}, () => true],
    [{ country: 'france' }, (n) => n % 3 === 0],
    [{ country: 'Chile', maxAge: '40' }, (n) => n % 3 > 0 && isYoung(n)],
    [{ minAge: '60' }, isOld],
    [{ minAge: '0' }, (n) => isOld(n) || isYoung(n)],
  ])('are all that match %j', async (query, matches) => {
    const { items } = await ordered({ sort: 'newest', ...query }, 7);
    expect(placesOf(items)).toEqual(everybody.filter(matches).toReversed());
  });

  test('do not say up to which name a request looked', async () => {
    const { items } = await ordered({ sort: 'newest', bought: PRODUCT }, 9);
    expect(placesOf(items)).toEqual(buyers.toReversed());
    const { body } = await ask(handler, { query: { sort: 'newest', country: 'Peru', limit: '1' } });
    expect(body).toEqual({ items: [] });
  });
});

describe('customers sorted by their last purchase', () => {
  const latestFirst = async (query: Record<string, string> = {}) =>
    (await ordered({ sort: 'lastPurchase', ...query }, 6)).items;

  test.each<[Record<string, string>, (n: number) => boolean]>([
    [{}, () => true],
    [{ country: 'chile', minAge: '60' }, (n) => n % 3 > 0 && isOld(n)],
  ])('are each listed once, the latest first, if they match %j', async (query, matches) => {
    const items = await latestFirst(query);
    expect(placesOf(items).toSorted((a, b) => a - b)).toEqual(buyers.filter(matches));
    const times = items.map(({ totals }) => totals?.lastPurchasedAt);
    expect(times).toEqual(placesOf(items).map(timeOf));
    expect(times).toEqual(times.toSorted().toReversed());
  });

  test('move when they buy again, and back when that is cancelled', async () => {
    const before = placesOf(await latestFirst());
    const again = {
      ...purchaseOf(9, 1),
      purchaseId: anId(3000),
      productId: anId(902),
      purchasedAt: '2026-03-15T00:00:00.000Z',
    };
    await customerProduct.apply({ ...again, version: 2, counted: true });
    expect(placesOf(await latestFirst())).toEqual([9, ...before.filter((n) => n !== 9)]);
    await customerProduct.apply({ ...again, version: 3, counted: false });
    const after = await latestFirst();
    expect(placesOf(after).indexOf(9)).toBe(before.indexOf(9));
    expect(after.find(({ name }) => name === 'Person 9')?.totals).toEqual({
      units: 1,
      purchases: 1,
      lastPurchasedAt: timeOf(9),
      revenue: [],
    });
  });

  test('are refused with a cursor of another order', async () => {
    const { body } = await ask(handler, { query: { sort: 'units', limit: '2' } });
    const query = { sort: 'lastPurchase', limit: '2', cursor: String(body.nextCursor) };
    expect(await ask(handler, { query })).toMatchObject({ status: 400 });
  });
});

describe('customers sorted by units', () => {
  test.each([1, 7, 25, 100])(
    'are each listed once, those with the most first, in pages of %i',
    async (limit) => {
      const { items } = await ordered({}, limit);
      expect(placesOf(items).toSorted((a, b) => a - b)).toEqual(buyers);
      const units = items.map(({ totals }) => totals?.units ?? 0);
      expect(units).toEqual(units.toSorted((a, b) => b - a));
      expect(units).toEqual(placesOf(items).map(unitsOf));
      expect(new Set(items.map(({ totals }) => totals?.purchases))).toEqual(new Set([1]));
    },
  );

  test.each<[Record<string, string>, (n: number) => boolean]>([
    [{ country: 'france' }, (n) => n % 3 === 0],
    [{ minAge: '60' }, isOld],
    [{ minAge: '0' }, (n) => isOld(n) || isYoung(n)],
    [{ country: 'Chile', maxAge: '40' }, (n) => n % 3 > 0 && isYoung(n)],
    [{ country: 'Peru' }, () => false],
  ])('and filtered by %j are those that match', async (query, matches) => {
    const { items } = await ordered(query, 4);
    const expected = buyers.filter(matches);
    expect(placesOf(items).toSorted((a, b) => a - b)).toEqual(expected);
    const units = items.map(({ totals }) => totals?.units ?? 0);
    expect(units).toEqual(units.toSorted((a, b) => b - a));
  });

  test('are listed in full pages without an empty one at the end', async () => {
    const { sizes } = await ordered({}, buyers.length / 3);
    expect(sizes).toEqual([1, 2, 3].map(() => buyers.length / 3));
  });

  test('do not include who has only cancelled purchases', async () => {
    await customerProduct.apply({ ...purchaseOf(8, 30), version: 2, counted: true });
    expect(placesOf((await ordered({}, 1)).items)[0]).toBe(8);
    await customerProduct.apply({ ...purchaseOf(8, 30), version: 3, counted: false });
    expect(placesOf((await ordered({}, 25)).items)).not.toContain(8);
  });

  test('cost no more than the bound of a search, and say how far they looked', async () => {
    let answer: Awaited<ReturnType<typeof ask>> | undefined;
    const { units } = await consumedBy(documentClient, async () => {
      answer = await ask(handler, { query: { sort: 'units', country: 'Peru', limit: '1' } });
    });
    expect(units).toBeLessThanOrEqual(29);
    expect(answer?.body).toMatchObject({ items: [], lookedAt: { entries: expect.any(Number) } });
    expect(answer?.body.nextCursor).toEqual(expect.any(String));
  });

  test.each<Record<string, string>>([
    { name: 'person' },
    { email: '1@example.com' },
    { ids: anId(1) },
    { bought: PRODUCT },
  ])('are refused with %j', async (query) => {
    const { status, body } = await ask(handler, { query: { sort: 'units', ...query } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ path: 'sort' }] });
  });

  test('are sorted by name if that is asked for', async () => {
    const byName = await allPagesOf<Listed>((cursor) =>
      ask(handler, { query: { sort: 'name', name: 'person', limit: '9', ...(cursor && { cursor }) } }),
    );
    expect(byName.items).toHaveLength(59);
    expect(byName.items[0]).not.toHaveProperty('totals');
  });

  test.each(['null', '[]', '[[1,"x"]]', '[null,null,null,null,null,null,null,"a"]', '{'])(
    'refuse the forged position %s',
    async (position) => {
      const { encodeCursor } = await import('../../../shared/paging/cursor.ts');
      const cursor = encodeCursor(position, { list: 'customers', sort: 'units' });
      expect(await ask(handler, { query: { sort: 'units', cursor } })).toMatchObject({
        status: 400,
        body: { type: expect.stringContaining('invalid-cursor') },
      });
    },
  );
});
