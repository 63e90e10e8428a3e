import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { commit } from '../dynamodb/commit.ts';
import { Contention } from '../testing/contention.ts';
import { anId } from '../testing/fixed.ts';
import { startDatabase } from '../testing/start-database.ts';
import { newId } from '../values/ids.ts';
import { Counter } from './counter.ts';
import { Ranking } from './ranking.ts';

const database = await startDatabase('customer', new Contention());
afterAll(() => database.close());

const table = database.table('COUNTERS_TABLE');
const aCounter = () => new Counter(database.client, table, `counter-${newId()}`);
const aRanking = () => new Ranking(database.client, table, `ranking-${newId()}`);

test('a counter adds up concurrent increments', async () => {
  const counter = aCounter();
  const added = Array.from({ length: 30 }, (_, n) => counter.add(newId(), { count: 1, units: n, back: -1 }));
  await Promise.all(added.map((write) => commit(database.client, [write])));
  expect(await counter.read()).toEqual({ count: 30, units: 435, back: -30 });
});

test('a counter reads every row that can be incremented', async () => {
  const counter = aCounter();
  // The last digits of an id determine the row. These are all possible ones, and each adds its own number.
  const ids = Array.from({ length: 128 }, (_, n) => anId(n));
  await Promise.all(
    ids.map((id, n) => commit(database.client, [counter.add(id, { count: 1, [`row${n % 64}`]: 1 })])),
  );
  const rows = Array.from({ length: 64 }, (_, row) => [`row${row}`, 2]);
  expect(await counter.read()).toEqual({ count: 128, ...Object.fromEntries(rows) });
});

test('a new counter has no fields', async () => {
  expect(await aCounter().read()).toEqual({});
});

test('a census counts additions and removals, and writes nothing for changes', async () => {
  const counter = aCounter();
  // In different partitions, because a transaction can write an item only once.
  const [one, other] = [anId(1), anId(2)];
  expect(counter.census(one, {}, {})).toEqual([]);
  await commit(database.client, [
    ...counter.census(one, undefined, {}),
    ...counter.census(other, undefined, {}),
  ]);
  await commit(database.client, counter.census(one, {}, undefined));
  expect(await counter.read()).toEqual({ count: 1 });
});

test('the totals of what is ranked are nothing until something is counted, even while it is counted again', async () => {
  const ranking = aRanking();
  const [id, other] = [newId(), newId()];
  const write = ranking.add(id, { units: 2, purchases: 1, revenue: { 'revenue:EUR': 500 } });
  await commit(database.client, [write]);
  expect(await ranking.totalsOf(id)).toEqual({
    units: 2,
    purchases: 1,
    revenue: [{ amount: 500, currency: 'EUR' }],
  });
  expect(await ranking.totalsOf(other)).toEqual({ units: 0, purchases: 0, revenue: [] });
  const counter = ranking.add(other, { units: 1, purchases: 1 }).write.Update?.Key?.['counter'];
  await database.client.send(new PutCommand({ TableName: table, Item: { counter, recount: 'one' } }));
  expect(await ranking.totalsOf(other)).toEqual({ units: 0, purchases: 0, revenue: [] });
});

test('a ranking is sorted by units, and leaves out what has none', async () => {
  const ranking = aRanking();
  // The last digits of an id determine the partition; these cover all of them.
  const ids = Array.from({ length: 20 }, (_, n) => anId(n));
  await Promise.all(
    ids.map((id, units) => commit(database.client, [ranking.add(id, { units, purchases: 1 })])),
  );
  const most = (count: number) =>
    [19, 18, 17]
      .slice(0, count)
      .map((units) => ({ id: ids[units], rank: units, units, purchases: 1, revenue: [] }));
  expect(await ranking.top(3)).toEqual(most(3));
  const others = (await ranking.top(100)).map(({ id }) => id);
  expect(others).toEqual(ids.slice(1).toReversed());
  await commit(database.client, [ranking.add(ids[19] ?? '', { units: -19, purchases: -1 })]);
  expect((await ranking.top(100)).map(({ id }) => id)).toEqual(others.slice(1));
});
