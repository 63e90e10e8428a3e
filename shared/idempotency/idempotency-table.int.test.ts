import { afterAll, expect, test } from 'vitest';
import { commit } from '../dynamodb/commit.ts';
import { ok } from '../http/answer.ts';
import { NOW } from '../testing/fixed.ts';
import { startDatabase } from '../testing/start-database.ts';
import { IdempotencyTable } from './idempotency-table.ts';

const database = await startDatabase('purchases');
afterAll(() => database.close());

const table = new IdempotencyTable(database.client, database.table('IDEMPOTENCY_TABLE'));

const after = (hours: number) => new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();

test('an answer is given again for a day, in which its key cannot be taken', async () => {
  await commit(database.client, [table.take('day', 'a-request', ok({ first: true }), NOW)]);
  for (const now of [NOW, after(23.9)]) {
    expect(await table.find('day', now)).toMatchObject({
      fingerprint: 'a-request',
      answer: ok({ first: true }),
    });
    const again = commit(database.client, [table.take('day', 'another', ok({}), now)]);
    await expect(again).rejects.toMatchObject({ guards: ['idempotency-key'] });
  }
});

test('an expired key is free, though DynamoDB has not deleted it yet', async () => {
  await commit(database.client, [table.take('free', 'a-request', ok({ first: true }), NOW)]);
  expect(await table.find('free', after(24))).toBeUndefined();
  await commit(database.client, [table.take('free', 'another', ok({ second: true }), after(24))]);
  expect(await table.find('free', after(25))).toMatchObject({ fingerprint: 'another' });
});
