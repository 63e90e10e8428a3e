import { afterAll, expect, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { aCause, anId, NOW } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { tellStoredEvents } from '../../../shared/testing/stored-events.ts';

const contention = new Contention();
const database = await startDatabase('catalog', contention);
afterAll(() => database.close());

test('what DynamoDB throttles to the end goes back to its queue', async () => {
  contention.throttledShare = 1;
  for (const { name, told, failed } of await tellStoredEvents('catalog', { milliseconds: 4_000 })) {
    expect([name, failed]).toEqual([name, told]);
  }
});

test('each consumer takes every version of its events that was ever published', async () => {
  contention.throttledShare = 0;
  // What is given back was reserved before.
  const { stock } = await import('../adapters/tables.ts');
  await stock.reserve({ purchaseId: anId(3), productId: anId(2), quantity: 2 }, NOW, aCause);
  for (const { name, failed } of await tellStoredEvents('catalog', { milliseconds: 20_000 })) {
    expect([name, failed]).toEqual([name, 0]);
  }
});
