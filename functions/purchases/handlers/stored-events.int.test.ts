import { afterAll, expect, test } from 'vitest';
import { Contention } from '../../../shared/testing/contention.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { deliverStoredEvents } from '../../../shared/testing/stored-events.ts';
import { aPurchase } from '../testing/builders.ts';

const contention = new Contention();
const database = await startDatabase('purchases', contention);
afterAll(() => database.close());

test('an event goes back to its queue if DynamoDB throttles until time is up', async () => {
  contention.throttledShare = 1;
  for (const { name, delivered, failed } of await deliverStoredEvents('purchases', { milliseconds: 4_000 })) {
    expect([name, failed]).toEqual([name, delivered]);
  }
});

test('each consumer accepts all published versions of its events', async () => {
  contention.throttledShare = 0;
  // Purchases have to be requested before they are settled.
  const { purchases } = await import('../adapters/tables.ts');
  for (const purchaseId of [anId(3), anId(4)]) {
    await purchases.add(aPurchase({ purchaseId }), { cause: aCause });
  }
  for (const { name, failed } of await deliverStoredEvents('purchases', { milliseconds: 20_000 })) {
    expect([name, failed]).toEqual([name, 0]);
  }
});
