import { afterAll, describe, expect, test } from 'vitest';
import { ask } from '../../../shared/testing/api-event.ts';
import { Contention } from '../../../shared/testing/contention.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aNewCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer', new Contention());
const { handler: create } = await import('./create-customer.ts');
const { handler: remove } = await import('./remove-customer.ts');
const { handler: search } = await import('./search-customers.ts');
const { handler: index } = await import('./index-customers.ts');
afterAll(() => database.close());

const post = (body: object, key: string) =>
  ask(create, { method: 'POST', path: '/customers', body, headers: { 'idempotency-key': key } });

async function countOf(name: string): Promise<number> {
  await database.feed('CUSTOMERS_TABLE', index);
  return (await ask(search, { query: { name } })).body.items.length;
}

describe('concurrent requests with one idempotency key', () => {
  test('make one customer and get the same answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(aNewCustomer({ name: 'Once' }), 'once')),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await countOf('Once')).toBe(1);
  });

  test('but different bodies make one customer; the other request is refused', async () => {
    const names = ['Either', 'Or'];
    const answers = await Promise.all(names.map((name) => post(aNewCustomer({ name }), 'two-bodies')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect((await countOf('Either')) + (await countOf('Or'))).toBe(1);
  });
});

test('a repeated request gets the first answer', async () => {
  const first = await post(aNewCustomer({ name: 'Later' }), 'later');
  const again = await post(aNewCustomer({ name: 'Later' }), 'later');
  expect(again).toMatchObject({
    status: 201,
    body: first.body,
    headers: { location: first.headers['location'] },
  });
  expect(await countOf('Later')).toBe(1);
});

test('a repeated request with another key makes another customer', async () => {
  await post(aNewCustomer({ name: 'Twice' }), 'twice-1');
  await post(aNewCustomer({ name: 'Twice' }), 'twice-2');
  expect(await countOf('Twice')).toBe(2);
});

test('a refused request does not use up its key', async () => {
  expect((await post({ name: '' }, 'refused')).status).toBe(400);
  expect((await post(aNewCustomer(), 'refused')).status).toBe(201);
});

describe('once the customer is removed, a repeated request', () => {
  const removed = (customerId: string) => ask(remove, { method: 'DELETE', pathParameters: { customerId } });

  test('is answered 410 without personal data, and makes no customer', async () => {
    const erika = aNewCustomer({ name: 'Erika' });
    const { body } = await post(erika, 'erika');
    expect((await removed(body.customerId)).status).toBe(204);
    for (const request of [erika, aNewCustomer({ name: 'Another' })]) {
      const again = await post(request, 'erika');
      expect(again).toMatchObject({ status: 410, body: { type: 'urn:multidomain:problem:gone' } });
      expect(JSON.stringify(again.body)).not.toMatch(/Erika|example\.com|1990-05-17/);
    }
    expect((await countOf('Erika')) + (await countOf('Another'))).toBe(0);
  });

  test('gets the first answer or 410 during the removal, and 410 afterwards', async () => {
    const paul = aNewCustomer({ name: 'Paul' });
    const first = await post(paul, 'paul');
    const again = Array.from({ length: 6 }, () => post(paul, 'paul'));
    const [removal, ...answers] = await Promise.all([removed(first.body.customerId), ...again]);
    expect(removal.status).toBe(204);
    for (const { status, body } of answers) {
      if (status !== 410) expect([status, body]).toEqual([201, first.body]);
    }
    expect((await post(paul, 'paul')).status).toBe(410);
  });
});
