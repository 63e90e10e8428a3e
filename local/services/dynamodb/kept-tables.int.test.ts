import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStore } from '../../data/sqlite-store.ts';
import { temporaryFolder } from '../../data/testing/temporary-folder.ts';
import type { TableSpec } from '../../model.ts';
import { aStreamedTable, ids, succeeded } from './testing/streamed-table.ts';
import { aTable } from './testing/tables.ts';
import { TableChangedError } from './update-table.ts';

type Answer = Parameters<typeof aStreamedTable>[0];

/** Starts and ends DynamoDB on the same data, as often as wanted. */
function keptTables() {
  const folder = join(temporaryFolder(), 'tables');
  mkdirSync(folder);
  return {
    folder,
    async start(
      answer: Answer = () => succeeded,
      tables: readonly TableSpec[] = [aTable(), aTable('customers')],
    ) {
      const store = openSqliteStore({ path: join(folder, 'state.db') });
      onTestFinished(() => store.close());
      const started = await aStreamedTable(answer, {}, { folder, store, tables });
      started.resume();
      const end = async () => {
        await started.dynamodb.close();
        await store.close();
      };
      return { ...started, end };
    },
  };
}

const hanging = () => new Promise<never>(() => {});

test('tables keep their items, and a record that was handled is not delivered again', async () => {
  const tables = keptTables();
  const first = await tables.start();
  await first.put('a');
  await first.putAll('b', 'c');
  expect(await first.settled()).toBe(true);
  await first.end();

  const second = await tables.start();
  expect(await second.settled()).toBe(true);
  expect(second.events).toEqual([]);
  await second.put('d');
  expect(await second.settled()).toBe(true);
  expect(second.events.map(ids)).toEqual(['d']);
  const { body } = await second.call('Scan', { TableName: 'orders' });
  expect(body.Count).toBe(4);
});

test('a record that was not handled is delivered after the next start, which is not idle before', async () => {
  const tables = keptTables();
  const first = await tables.start((_event, invocation) => (invocation === 1 ? succeeded : hanging()));
  await first.put('a');
  expect(await first.settled()).toBe(true);
  await first.put('b');
  await first.put('c');
  await first.end();

  const second = await tables.start();
  expect(second.activity.open).toBeGreaterThan(0);
  expect(await second.settled()).toBe(true);
  expect(second.events.map(ids).join('')).toBe('bc');
});

test('after a reset, the first record of a table is delivered after the next start, too', async () => {
  const tables = keptTables();
  let answer: Answer = () => succeeded;
  const first = await tables.start((...event) => answer(...event));
  for (const id of ['a', 'b', 'c']) await first.put(id);
  expect(await first.settled()).toBe(true);
  await first.dynamodb.reset();
  answer = hanging;
  await first.put('d');
  await first.end();

  const second = await tables.start();
  expect(await second.settled()).toBe(true);
  expect(second.events.map(ids)).toEqual(['d']);
});

test('records that have been handled are forgotten after a day, and the numbers go on', async () => {
  const tables = keptTables();
  const first = await tables.start();
  for (const id of ['a', 'b', 'c']) await first.put(id);
  expect(await first.settled()).toBe(true);
  await first.end();
  const numbers = () => {
    const database = new DatabaseSync(join(tables.folder, 'engine.db'));
    const rows = database.prepare('SELECT sequence_number FROM _stream_records ORDER BY id').all();
    database.exec('UPDATE _stream_records SET created_at = created_at - 100000');
    database.close();
    return rows.map((row) => row['sequence_number']);
  };
  expect(numbers()).toEqual(['1', '2', '3']);

  const second = await tables.start();
  await second.put('d');
  expect(await second.settled()).toBe(true);
  expect(second.events.map(ids)).toEqual(['d']);
  await second.end();
  expect(numbers()).toEqual(['3', '4']);
});

/** The table `orders` with an index by `status`. */
function indexedTable(): TableSpec {
  const { create, ...table } = aTable();
  const AttributeDefinitions = ['id', 'status'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S' as const,
  }));
  const index = {
    IndexName: 'by-status',
    KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' as const }],
    Projection: { ProjectionType: 'ALL' as const },
  };
  return { ...table, create: { ...create, AttributeDefinitions, GlobalSecondaryIndexes: [index] } };
}

test('a new table is created, and a new index has the items that were there before', async () => {
  const tables = keptTables();
  const first = await tables.start(undefined, [aTable()]);
  await first.put('a', { status: { S: 'open' } });
  await first.end();

  const second = await tables.start(undefined, [indexedTable(), aTable('customers')]);
  const query = {
    TableName: 'orders',
    IndexName: 'by-status',
    KeyConditionExpression: '#status = :status',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': { S: 'open' } },
  };
  expect((await second.call('Query', query)).body.Count).toBe(1);
  expect((await second.call('Scan', { TableName: 'customers' })).body.Count).toBe(0);
  await second.end();

  const third = await tables.start(undefined, [aTable()]);
  expect((await third.call('Query', query)).status).toBe(400);
  expect((await third.call('Scan', { TableName: 'orders' })).body.Count).toBe(1);
});

test('a table whose key has changed is refused, with the table and what to do', async () => {
  const tables = keptTables();
  await (await tables.start(undefined, [aTable()])).end();
  const { create, ...table } = aTable();
  const changed = { ...create, AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' as const }] };
  const starting = tables.start(undefined, [{ ...table, create: changed }]);
  await expect(starting).rejects.toThrow(TableChangedError);
  await expect(starting).rejects.toThrow(
    /^The table Table-orders \(orders\) was kept with another key: id \(S\), now id \(N\)\. .* Start with an empty folder/,
  );
});
