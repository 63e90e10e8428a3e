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

const [OAK, ELM, ASH] = [anId(901), anId(902), anId(903)];

const people = Array.from({ length: 40 }, (_, n) => {
  const customer = aCustomer({
    customerId: anId(n + 1),
    name: n % 2 === 0 ? 'Ada Smith' : 'Zoë Jones',
    email: `${n}@example.com`,
    country: n % 3 === 0 ? 'France' : 'Chile',
  });
  const { birthDate: _birthDate, ...ageless } = customer;
  return n % 10 === 9 ? ageless : customer;
});

const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}T12:00:00.000Z`;

async function buy(n: number, productId: string, on: number): Promise<void> {
  const { customerId } = people[n] as (typeof people)[0];
  await customerProduct.apply({
    purchaseId: anId(1000 + n * 10 + on),
    customerId,
    productId,
    quantity: 1,
    purchasedAt: day(on),
    version: 2,
    counted: true,
  });
}

beforeAll(async () => {
  await Promise.all(people.map((customer) => customers.add(customer, { cause: aCause })));
  await database.feed('CUSTOMERS_TABLE', index);
  // The first ten bought oak, every other of the first 20 elm, half of those both.
  for (let n = 0; n < 10; n += 1) await buy(n, OAK, 1 + n);
  for (let n = 0; n < 20; n += 2) await buy(n, ELM, 20);
});

/** The places of all customers found, in the order of the list. */
async function found(query: Record<string, string>, limit = 4): Promise<number[]> {
  const { items } = await allPagesOf<CustomerView>((cursor) =>
    ask(handler, { query: { ...query, limit: String(limit), ...(cursor === undefined ? {} : { cursor }) } }),
  );
  return items.map(({ customerId }) => people.findIndex((each) => each.customerId === customerId));
}

const newestFirst = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => b - a);

describe('the customers who bought', () => {
  test('a product are listed from the newest to the oldest', async () => {
    expect(await found({ bought: OAK })).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  test('any of several products are listed once each', async () => {
    const both = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18];
    expect(await found({ bought: `${OAK},${ELM}` })).toEqual(newestFirst(both));
    expect(await found({ bought: `${OAK},${ASH},${OAK}` }, 100)).toHaveLength(10);
    expect(await found({ bought: ASH })).toEqual([]);
  });

  test.each<[Record<string, string>, number[]]>([
    [{ name: 'smi' }, [0, 2, 4, 6, 8]],
    [{ country: 'france' }, [0, 3, 6, 9]],
    [{ name: 'jones', country: 'France' }, [3, 9]],
    [{ minAge: '150' }, []],
    [{ minAge: '0' }, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    [{ country: 'france', maxAge: '150' }, [0, 3, 6]],
    [{ email: '4@example.com' }, [4]],
    [{ email: '30@example.com' }, []],
  ])('one and match %j', async (query, expected) => {
    expect(await found({ bought: OAK, ...query }, 3)).toEqual(newestFirst(expected));
  });

  test('one and are among given ids', async () => {
    const ids = [people[3], people[30], people[5]].map((each) => each?.customerId).join();
    expect((await found({ bought: OAK, ids })).toSorted()).toEqual([3, 5]);
  });

  test.each<[Record<string, string>, number[]]>([
    [{ boughtFrom: day(4), boughtTo: day(6) }, [3, 4, 5]],
    [{ boughtFrom: day(9) }, [8, 9]],
    [{ boughtTo: '2026-03-02T13:00:00.000+01:00' }, [0, 1]],
    [{ boughtTo: day(2), email: '1@example.com' }, [1]],
    [{ boughtTo: day(2), email: '5@example.com' }, []],
  ])('a product last within %j', async (range, expected) => {
    expect(await found({ bought: OAK, ...range })).toEqual(newestFirst(expected));
  });

  test('a product last in a range are also those who bought another one later', async () => {
    expect(await found({ bought: `${OAK},${ELM}`, boughtTo: day(3) })).toEqual([2, 1, 0]);
  });

  test('no longer if the purchase was cancelled', async () => {
    await buy(39, ASH, 5);
    expect(await found({ bought: ASH })).toEqual([39]);
    const purchase = { purchaseId: anId(1000 + 390 + 5), quantity: 1, purchasedAt: day(5), version: 3 };
    const pair = { customerId: people[39]?.customerId ?? '', productId: ASH };
    await customerProduct.apply({ ...purchase, ...pair, counted: false });
    expect(await found({ bought: ASH })).toEqual([]);
  });
});

test.each([
  [{ bought: 'oak' }, ['bought.0']],
  [{ bought: Array.from({ length: 11 }, (_, n) => anId(n)).join() }, ['bought']],
  [{ boughtFrom: day(1) }, ['bought']],
  [{ bought: OAK, boughtFrom: day(2), boughtTo: day(1) }, ['boughtTo']],
  [{ bought: OAK, boughtFrom: 'yesterday' }, ['boughtFrom']],
])('%j is refused', async (query, paths) => {
  const { status, body } = await ask(handler, { query });
  expect(status).toBe(400);
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
});

test('a cursor belongs to its products', async () => {
  const { body } = await ask(handler, { query: { bought: OAK, limit: '3' } });
  const other = await ask(handler, { query: { bought: ELM, limit: '3', cursor: body.nextCursor } });
  expect([other.status, other.body.type]).toEqual([400, 'urn:multidomain:problem:invalid-cursor']);
});

test('a page of buyers costs what it shows', async () => {
  const { units, requests } = await consumedBy(documentClient, () =>
    ask(handler, { query: { bought: `${OAK},${ELM}`, limit: '10' } }),
  );
  expect(units).toBeLessThanOrEqual(2 * 0.5 + 14 * 0.5);
  // Up to two rounds of a query for each product, and of loading.
  expect(requests).toBeLessThanOrEqual(6);
});

test('a page of buyers in a range of time costs their pairs as well', async () => {
  const query = { bought: `${OAK},${ELM}`, boughtFrom: day(5), limit: '10' };
  const { units, requests } = await consumedBy(documentClient, () => ask(handler, { query }));
  // Two lists, 20 pairs, and up to twelve customers.
  expect(units).toBeLessThanOrEqual(2 * 0.5 + 20 * 0.5 + 12 * 0.5);
  // Up to two rounds of a query and a batch of pairs for each product, and of loading.
  expect(requests).toBeLessThanOrEqual(10);
});

test('a page of buyers in a range continues behind those outside of it', async () => {
  const query = { bought: ELM, boughtTo: day(30), limit: '2', country: 'France' };
  const first = await ask(handler, { query });
  const second = await ask(handler, { query: { ...query, cursor: first.body.nextCursor } });
  const places = [first, second].map(({ body }) =>
    body.items.map(({ customerId }: CustomerView) =>
      people.findIndex((each) => each.customerId === customerId),
    ),
  );
  expect(places).toEqual([
    [18, 12],
    [6, 0],
  ]);
  const none = await ask(handler, { query: { ...query, boughtTo: day(19) } });
  expect(none.body.items).toEqual([]);
});
