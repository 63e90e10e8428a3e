import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type ApiRequest, ask } from '../../../shared/testing/api-event.ts';
import { aPurchaseData, purchaseEvents } from '../../../shared/testing/purchase-events.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aNewCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer');
const { handler: create } = await import('./create-customer.ts');
const { handler: get } = await import('./get-customer.ts');
const { handler: update } = await import('./update-customer.ts');
const { handler: remove } = await import('./remove-customer.ts');
const { handler: search } = await import('./search-customers.ts');
const { handler: index } = await import('./index-customers.ts');
const { handler: products } = await import('./list-customer-products.ts');
const { handler: statistics } = await import('./get-customer-statistics.ts');
const { handler: project } = await import('./project-purchases.ts');
afterAll(() => database.close());

let customerId: string;
beforeEach(async () => {
  const { body } = await ask(create, { method: 'POST', body: aNewCustomer() });
  customerId = body.customerId;
});

const on = (request: ApiRequest): ApiRequest => ({ pathParameters: { customerId }, ...request });
const patch = (body: object, headers: Record<string, string> = {}) =>
  ask(update, on({ method: 'PATCH', body, headers }));

describe('a change', () => {
  test('answers with the customer and the new ETag, and can be read', async () => {
    const { status, headers, body } = await patch({ name: 'Augusta King', country: null });
    expect([status, headers['etag']]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ name: 'Augusta King', version: 2 });
    expect(body).not.toHaveProperty('country');
    expect((await ask(get, on({}))).body).toEqual(body);
  });

  test('may remove the birth date, and with it the age, and add it again', async () => {
    const { status, body } = await patch({ birthDate: null });
    expect(status).toBe(200);
    expect([body.birthDate, body.age, body.version]).toEqual([undefined, undefined, 2]);
    expect((await ask(get, on({}))).body).toEqual(body);
    expect((await patch({ birthDate: '1991-01-01' })).body).toMatchObject({
      birthDate: '1991-01-01',
      age: expect.any(Number),
      version: 3,
    });
  });

  test('that changes nothing does not make a new version', async () => {
    const { status, body } = await patch({ name: 'Ada Lovelace' });
    expect([status, body.version]).toEqual([200, 1]);
  });

  test('may have the content type of a merge patch', async () => {
    expect((await patch({ name: 'Eve' }, { 'content-type': 'application/merge-patch+json' })).status).toBe(
      200,
    );
  });

  test('or removal based on an old version is refused', async () => {
    await patch({ name: 'Newer' });
    expect((await patch({ name: 'Older' }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await ask(remove, on({ method: 'DELETE', headers: { 'if-match': '"1"' } }))).status).toBe(412);
    expect((await ask(get, on({}))).body).toMatchObject({ name: 'Newer', version: 2 });
  });

  test('is not lost among concurrent ones', async () => {
    const changes = [
      { name: 'New Name' },
      { email: 'new@example.com' },
      { birthDate: '1991-01-01' },
      { country: 'France' },
    ];
    const answers = await Promise.all(changes.map((change) => patch(change)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await ask(get, on({}))).body).toMatchObject({ ...Object.assign({}, ...changes), version: 5 });
  });

  test('succeeds only once among concurrent ones with the same If-Match', async () => {
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => patch({ name }, { 'if-match': '"1"' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
  });
});

test('a removed customer is not found by any request', async () => {
  expect((await ask(remove, on({ method: 'DELETE' }))).status).toBe(204);
  const answers = [
    await ask(get, on({})),
    await patch({ name: 'Late' }),
    await ask(remove, on({ method: 'DELETE' })),
    await ask(products, on({})),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});

describe('a customer without a birth date', () => {
  const country = 'Atlantis';
  const found = async (query: Record<string, string>) => {
    await database.feed('CUSTOMERS_TABLE', index);
    const { body } = await ask(search, { query: { country, ...query } });
    return body.items.map((item: { customerId: string }) => item.customerId);
  };

  test.each([
    { minAge: '0' },
    { maxAge: '150' },
    { minAge: '10', maxAge: '60' },
    { minAge: '10', maxAge: '60', name: 'ada' },
    { minAge: '10', maxAge: '60', email: 'ada@example.com' },
    { minAge: '10', maxAge: '60', sort: 'newest' },
  ])('is found by %j only while there is one', async (byAge) => {
    const { minAge: _, maxAge: __, ...others } = byAge as Record<string, string>;
    const { birthDate, ...input } = aNewCustomer({ country });
    const { status, body } = await ask(create, { method: 'POST', body: input });
    expect([status, body.birthDate, body.age]).toEqual([201, undefined, undefined]);
    customerId = body.customerId;
    expect([await found(byAge), await found(others)]).toEqual([[], [customerId]]);
    await patch({ birthDate: '2000-01-01' });
    expect([await found(byAge), await found(others)]).toEqual([[customerId], [customerId]]);
    await patch({ birthDate: null });
    expect([await found(byAge), await found(others)]).toEqual([[], [customerId]]);
    await patch({ birthDate });
    expect([await found(byAge), await found(others)]).toEqual([[customerId], [customerId]]);
    await ask(remove, on({ method: 'DELETE' }));
    expect([await found(byAge), await found(others)]).toEqual([[], []]);
  });
});

test('a customer is counted until removed', async () => {
  const count = async () => (await ask(statistics, {})).body.count;
  const before = await count();
  customerId = (await ask(create, { method: 'POST', body: aNewCustomer() })).body.customerId;
  expect(await count()).toBe(before + 1);
  await ask(remove, on({ method: 'DELETE' }));
  expect(await count()).toBe(before);
});

describe('a customer who bought something', () => {
  const buy = async (products: number, quantity = 1) => {
    const purchases = Array.from({ length: products }, () => aPurchaseData({ customerId, quantity }));
    await project(aQueueEvent(purchases.map((purchase) => purchaseEvents(purchase).completed)));
  };

  test('is in the statistics with a name, and without it once removed', async () => {
    await buy(2, 400_000);
    const top = async () =>
      (await ask(statistics, {})).body.top.find(
        (one: { customerId: string }) => one.customerId === customerId,
      );
    const revenue = [{ amount: 800_000 * 250, currency: 'EUR' }];
    const counts = { customerId, units: 800_000, purchases: 2, revenue };
    expect(await top()).toEqual({ ...counts, name: 'Ada Lovelace' });
    await ask(remove, on({ method: 'DELETE' }));
    expect(await top()).toEqual(counts);
  });

  test('is found with the ten products bought last, and whether there are more', async () => {
    const included = async () =>
      (await ask(search, { query: { ids: customerId, include: 'products' } })).body.items[0].products;
    await buy(10);
    const { items, ...rest } = await included();
    expect([items.length, rest]).toEqual([10, { hasMore: false }]);
    await buy(1);
    expect(await included()).toMatchObject({ hasMore: true, nextCursor: expect.any(String) });
  });
});
