import { afterAll, expect, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { deliverStoredEvents } from '../../../shared/testing/stored-events.ts';

const contention = new Contention();
const database = await startDatabase('customer', contention);
afterAll(() => database.close());

test('an event goes back to its queue if DynamoDB throttles until time is up', async () => {
  contention.throttledShare = 1;
  for (const { name, delivered, failed } of await deliverStoredEvents('customer', { milliseconds: 4_000 })) {
    expect([name, failed]).toEqual([name, delivered]);
  }
});

test('each consumer accepts all published versions of its events', async () => {
  contention.throttledShare = 0;
  for (const { name, failed } of await deliverStoredEvents('customer', { milliseconds: 20_000 })) {
    expect([name, failed]).toEqual([name, 0]);
  }
});
