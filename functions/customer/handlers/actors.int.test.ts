import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, test, vi } from 'vitest';
import { ask, claimsOf } from '../../../shared/testing/api-event.ts';
import { anId } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { aNewCustomer } from '../testing/builders.ts';

const database = await startDatabase('customer');
const { handler: create } = await import('./create-customer.ts');
const { handler: get } = await import('./get-customer.ts');
const { handler: search } = await import('./search-customers.ts');
const { handler: update } = await import('./update-customer.ts');
const { handler: remove } = await import('./remove-customer.ts');
afterAll(() => database.close());

const eddie = { id: anId(11), role: 'editor' } as const;
const edna = { id: anId(12), role: 'editor' } as const;
const as = ({ id, role }: typeof eddie | typeof edna) => ({ claims: claimsOf(id, role) });

const addedBy = async (who: typeof eddie | typeof edna, headers: Record<string, string> = {}) =>
  (await ask(create, { method: 'POST', body: aNewCustomer(), headers, ...as(who) })).body;
const patch = async (customerId: string, body: object, who: object) =>
  (await ask(update, { method: 'PATCH', pathParameters: { customerId }, body, ...who })).body;
const row = async (customerId: string) => {
  const TableName = database.table('CUSTOMERS_TABLE');
  return (await database.client.send(new GetCommand({ TableName, Key: { customerId } }))).Item;
};

test('a customer shows who added it, and then who changed it last', async () => {
  const { customerId, ...added } = await addedBy(eddie);
  expect(added.updatedBy).toEqual(eddie);
  expect((await patch(customerId, { name: 'Augusta' }, as(edna))).updatedBy).toEqual(edna);
  expect((await ask(get, { pathParameters: { customerId } })).body.updatedBy).toEqual(edna);
  const { items } = (await ask(search, { query: { ids: customerId } })).body;
  expect(items[0].updatedBy).toEqual(edna);
  expect((await patch(customerId, { name: 'Augusta' }, as(eddie))).updatedBy).toEqual(edna);
});

test('an answer that is repeated for its key names who sent the first request', async () => {
  const headers = { 'idempotency-key': 'a-key' };
  const first = await addedBy(eddie, headers);
  expect(await addedBy(edna, headers)).toEqual(first);
});

test('with open access, nobody knows who it was', async () => {
  const { customerId } = await addedBy(eddie);
  vi.stubEnv('OPEN_ACCESS', 'yes');
  expect(await patch(customerId, { name: 'Augusta' }, {})).not.toHaveProperty('updatedBy');
  vi.unstubAllEnvs();
  expect((await ask(get, { pathParameters: { customerId } })).body).not.toHaveProperty('updatedBy');
  expect(JSON.stringify(await row(customerId))).not.toMatch(/actor|updatedBy|anyone/);
});

test('the tombstone of a customer keeps who removed it, and nothing of the customer', async () => {
  const { customerId } = await addedBy(eddie);
  await ask(remove, { method: 'DELETE', pathParameters: { customerId }, ...as(edna) });
  expect(await row(customerId)).toEqual({
    customerId,
    version: 2,
    removedAt: expect.any(String),
    cause: { correlationId: expect.any(String), actor: edna },
  });
});
