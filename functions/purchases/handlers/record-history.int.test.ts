import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
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
const { dayCounter, history } = await import('../adapters/tables.ts');
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

describe('the purchases of a day', () => {
  test('are counted once by outcome, whatever the order and repetition of events', async () => {
    const outcomes = fc.array(fc.constantFrom<Outcome>('completed', 'rejected', 'cancelled'), {
      maxLength: 4,
    });
    let year = 1970;
    await fc.assert(
      fc.asyncProperty(outcomes, fc.infiniteStream(fc.nat()), async (made, random) => {
        year += 1;
        const day = `${year}-02-28`;
        const events = made.flatMap((outcome) => eventsOf(outcome, day));
        const delivered = [...events, ...events]
          .map((event) => ({ event, at: random.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ event }) => event);
        for (let start = 0; start < delivered.length; start += 10) {
          expect(await record(aQueueEvent(delivered.slice(start, start + 10)))).toEqual({
            batchItemFailures: [],
          });
        }
        const of = (outcome: Outcome) => made.filter((each) => each === outcome).length;
        const counts = {
          count: made.length,
          completed: of('completed'),
          rejected: of('rejected'),
          cancelled: of('cancelled'),
        };
        const none = { count: 0, completed: 0, rejected: 0, cancelled: 0 };
        expect({ ...none, ...(await dayCounter(day).read()) }).toEqual(counts);
      }),
      { numRuns: 30 },
    );
  });

  test('are those made on that day, even if settled on the next', async () => {
    await record(aQueueEvent(eventsOf('completed', '2026-02-28')));
    expect(await dayCounter('2026-02-28').read()).toEqual({ count: 1, completed: 1 });
    expect(await dayCounter('2026-06-01').read()).toEqual({});
  });
});

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
