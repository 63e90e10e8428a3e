import { afterAll, expect, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { aCause, anId, NOW } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { deliverStoredEvents } from '../../../shared/testing/stored-events.ts';

const contention = new Contention();
const database = await startDatabase('catalog', contention);
afterAll(() => database.close());

test('an event goes back to its queue if DynamoDB throttles until time is up', async () => {
  contention.throttledShare = 1;
  for (const { name, delivered, failed } of await deliverStoredEvents('catalog', { milliseconds: 4_000 })) {
    expect([name, failed]).toEqual([name, delivered]);
  }
});

test('each consumer accepts all published versions of its events', async () => {
  contention.throttledShare = 0;
  // Stock has to be reserved before it is returned.
  const { stock } = await import('../adapters/tables.ts');
  await stock.reserve(
    [{ request: { purchaseId: anId(3), productId: anId(2), quantity: 2 }, cause: aCause }],
    NOW,
  );
  for (const { name, failed } of await deliverStoredEvents('catalog', { milliseconds: 20_000 })) {
    expect([name, failed]).toEqual([name, 0]);
  }
});
