import { afterAll, expect, test } from 'vitest';
import { StockReserved } from '../../../contracts/catalog/events.ts';
import type { DomainEvent } from '../../../contracts/definition/define-event.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import {
  PurchaseCancelled,
  PurchaseCompleted,
  PurchaseRejected,
  PurchaseRequested,
} from '../../../contracts/purchases/events.ts';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';

const database = await startDatabase('purchases');
const { handler: record } = await import('./record-history.ts');
const { history } = await import('../adapters/tables.ts');
afterAll(() => database.close());

type Outcome = 'completed' | 'rejected' | 'cancelled';

const quantity = 2;
const unitPrice = { amount: 250, currency: 'EUR' };

/** All events of a purchase. @param day the day it was made, `YYYY-MM-DD`. */
function eventsOf(outcome: Outcome, day: string, purchaseId = newId()): DomainEvent[] {
  const about = { purchaseId, customerId: anId(1), productId: anId(2), quantity };
  const total = { amount: 500, currency: 'EUR' };
  const purchase = { ...about, unitPrice, total, purchasedAt: `${day}T23:59:59.999Z` };
  // The purchase is settled on another day, but counts for the day it was made.
  const at = (version: number, hour = version) => ({
    aggregateId: purchaseId,
    version,
    occurredAt: `2026-06-01T0${hour}:00:00.000Z`,
    cause: aCause,
  });
  const rejection = { code: 'insufficient-stock', detail: '2 wanted, 1 in stock.' };
  const requested = makeEvent(PurchaseRequested, at(1), purchase);
  if (outcome === 'rejected')
    return [requested, makeEvent(PurchaseRejected, at(2), { ...purchase, rejection })];
  const completed = makeEvent(PurchaseCompleted, at(2, 3), purchase);
  const reserved = makeEvent(StockReserved, at(1, 2), about);
  return outcome === 'completed'
    ? [requested, reserved, completed]
    : [requested, reserved, completed, makeEvent(PurchaseCancelled, at(3, 4), purchase)];
}

test('the steps of a purchase are listed once each, in chronological order', async () => {
  const purchaseId = newId();
  const life = eventsOf('cancelled', '2026-05-05', purchaseId);
  await record(aQueueEvent([...life.toReversed(), ...life]));
  expect((await history.stepsOf(purchaseId)).map(({ event }) => event)).toEqual(life.map(({ name }) => name));
});

test('a step that exists stays as it is, even if its event is published again with another correlation id', async () => {
  const purchaseId = newId();
  const life = eventsOf('cancelled', '2026-05-06', purchaseId);
  await record(aQueueEvent(life));
  const steps = await history.stepsOf(purchaseId);
  const again = life.map((event) => ({ ...event, metadata: { ...event.metadata, correlationId: 'other' } }));
  expect(await record(aQueueEvent(again))).toEqual({ batchItemFailures: [] });
  expect(await history.stepsOf(purchaseId)).toEqual(steps);
});
