import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { Counter } from '../counters/counter.ts';
import { Contention } from '../testing/contention.ts';
import { startDatabase } from '../testing/start-database.ts';
import { newId } from '../values/ids.ts';
import { commit } from './commit.ts';
import { throughContention } from './contention.ts';

const contention = new Contention();
const database = await startDatabase('customer', contention);
const { client } = database;
afterAll(() => database.close());
afterEach(() => Object.assign(contention, new Contention()));

const TableName = database.table('PRODUCT_REPLICA_TABLE');
const put = (id: string, write: string) => ({ Put: { TableName, Item: { id, write } } });
const writeOf = async (id: string) =>
  (await client.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }))).Item?.['write'];

describe('while a transaction is in progress', () => {
  test('another transaction with the same items eventually succeeds', async () => {
    const ids = [newId(), newId(), newId()];
    await Promise.all(
      ids.map((own) => commit(client, [...ids.map((id) => put(id, own)), put(`${own}-own`, own)])),
    );
    const [write, ...others] = await Promise.all(ids.map(writeOf));
    expect(others).toEqual([write, write]);
    for (const own of ids) expect(await writeOf(`${own}-own`)).toBe(own);
  });

  test('a single write to one of its items eventually succeeds', async () => {
    const id = newId();
    const single = new PutCommand({ TableName, Item: { id, write: 'single' } });
    await Promise.all([
      commit(client, [put(newId(), 'other'), put(id, 'transaction')]),
      throughContention(() => client.send(single)),
    ]);
    expect(['single', 'transaction']).toContain(await writeOf(id));
  });
});

describe('a write whose answer is lost', () => {
  test('is applied once', async () => {
    const counter = new Counter(client, database.table('COUNTERS_TABLE'), `counter-${newId()}`);
    // The SDK itself sends a request three times with one token; here even more answers are lost.
    contention.lostAnswers = 4;
    await commit(client, [counter.add(newId(), { count: 1 })]);
    expect(await counter.read()).toEqual({ count: 1 });
  });
});

test('a write is eventually applied once although half of the requests are throttled', async () => {
  contention.throttledShare = 0.5;
  const counter = new Counter(client, database.table('COUNTERS_TABLE'), `counter-${newId()}`);
  await Promise.all(Array.from({ length: 20 }, () => commit(client, [counter.add(newId(), { count: 1 })])));
  expect(await counter.read()).toEqual({ count: 20 });
});
