import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { commit } from '../dynamodb/commit.ts';
import { ok as answered, resultOf } from '../http/answer.ts';
import { logger } from '../logging/logger.ts';
import { NOW } from '../testing/fixed.ts';
import { startDatabase } from '../testing/start-database.ts';
import { IdempotencyTable } from './idempotency-table.ts';

const ok = (body: object) => resultOf(answered(body));

const database = await startDatabase('purchases');
afterAll(() => database.close());

const table = new IdempotencyTable(database.client, database.table('IDEMPOTENCY_TABLE'));

const scanned = async () =>
  (await database.client.send(new ScanCommand({ TableName: database.table('IDEMPOTENCY_TABLE') }))).Items ??
  [];

const hoursLater = (hours: number) => new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();

test('an answer is remembered for a day, during which its key cannot be taken', async () => {
  await commit(database.client, table.take('day', 'a-request', ok({ first: true }), NOW));
  for (const now of [NOW, hoursLater(23.9)]) {
    expect(await table.find('day', now)).toMatchObject({
      fingerprint: 'a-request',
      answer: ok({ first: true }),
    });
    const again = commit(database.client, table.take('day', 'another', ok({}), now));
    await expect(again).rejects.toMatchObject({ guards: ['idempotency-key'] });
  }
});

test('an expired key is free even if DynamoDB has not deleted it yet', async () => {
  await commit(database.client, table.take('free', 'a-request', ok({ first: true }), NOW));
  expect(await table.find('free', hoursLater(24))).toBeUndefined();
  await commit(database.client, table.take('free', 'another', ok({ second: true }), hoursLater(24)));
  expect(await table.find('free', hoursLater(25))).toMatchObject({ fingerprint: 'another' });
});

describe('an answer about a customer', () => {
  const answer = ok({ name: 'Ada' });
  const keep = (key: string, id: string, now = NOW) =>
    commit(database.client, table.take(key, `of-${id}`, answer, now, id));

  test('is remembered for a day like any other', async () => {
    await keep('ada', 'ada-1');
    expect(await table.find('ada', hoursLater(23.9))).toMatchObject({ fingerprint: 'of-ada-1', answer });
    expect(await table.find('ada', hoursLater(24))).toBeUndefined();
    await expect(keep('ada', 'ada-2')).rejects.toMatchObject({ guards: ['idempotency-key'] });
  });

  test('is erased with the customer, with everything derived from it; its key remains taken', async () => {
    await keep('eve', 'eve-1');
    await keep('bob', 'bob-1');
    await commit(database.client, [table.erase('eve-1')]);
    expect(await table.find('eve', NOW)).toBe('erased');
    expect(await table.find('bob', NOW)).toMatchObject({ answer });
    const items = await scanned();
    expect(items.filter((item) => JSON.stringify(item).includes('eve'))).toEqual([
      { key: 'eve', about: 'eve-1', expiresAt: expect.any(Number) },
    ]);
    await expect(keep('eve', 'eve-2')).rejects.toMatchObject({ guards: ['idempotency-key'] });
  });

  test('is erased even if its key has since been taken for another customer', async () => {
    await keep('reused', 'first');
    await keep('reused', 'second', hoursLater(25));
    await commit(database.client, [table.erase('first')]);
    expect(await table.find('reused', hoursLater(25))).toMatchObject({ fingerprint: 'of-second' });
    expect(JSON.stringify(await scanned())).not.toContain('of-first');
  });
});

test('an unreadable answer fails its request, and the key is not logged', async () => {
  const logged = vi.spyOn(logger, 'error').mockReturnValue();
  const Item = { key: 'eve@example.com', fingerprint: 7, answer: {}, expiresAt: Date.parse(NOW) };
  await database.client.send(new PutCommand({ TableName: database.table('IDEMPOTENCY_TABLE'), Item }));
  await expect(table.find('eve@example.com', NOW)).rejects.toMatchObject({ name: 'UnreadableRow' });
  expect(logged).toHaveBeenCalledTimes(1);
  expect(JSON.stringify(logged.mock.calls)).not.toContain('eve');
});
