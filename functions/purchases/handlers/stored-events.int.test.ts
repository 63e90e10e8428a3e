import { afterAll, expect, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { tellStoredEvents } from '../../../shared/testing/stored-events.ts';
import { aPurchase } from '../testing/builders.ts';

const contention = new Contention();
const database = await startDatabase('purchases', contention);
afterAll(() => database.close());

test('what DynamoDB throttles to the end goes back to its queue', async () => {
  contention.throttledShare = 1;
  for (const { name, told, failed } of await tellStoredEvents('purchases', { milliseconds: 4_000 })) {
    expect([name, failed]).toEqual([name, told]);
  }
});

test('each consumer takes every version of its events that was ever published', async () => {
  contention.throttledShare = 0;
  // What is settled was requested before.
  const { purchases } = await import('../adapters/tables.ts');
  for (const purchaseId of [anId(3), anId(4)]) {
    await purchases.add(aPurchase({ purchaseId }), { cause: aCause });
  }
  for (const { name, failed } of await tellStoredEvents('purchases', { milliseconds: 20_000 })) {
    expect([name, failed]).toEqual([name, 0]);
  }
});
