import { afterAll, expect, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { tellStoredEvents } from '../../../shared/testing/stored-events.ts';

const contention = new Contention();
const database = await startDatabase('customer', contention);
afterAll(() => database.close());

test('what DynamoDB throttles to the end goes back to its queue', async () => {
  contention.throttledShare = 1;
  for (const { name, told, failed } of await tellStoredEvents('customer', { milliseconds: 4_000 })) {
    expect([name, failed]).toEqual([name, told]);
  }
});

test('each consumer takes every version of its events that was ever published', async () => {
  contention.throttledShare = 0;
  for (const { name, failed } of await tellStoredEvents('customer', { milliseconds: 20_000 })) {
    expect([name, failed]).toEqual([name, 0]);
  }
});
