import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { StockRejected, StockReserved } from '../../../contracts/catalog/events.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { consumedBy } from '../../../shared/testing/consumed-capacity.ts';
import { aCause, anId, NOW } from '../../../shared/testing/fixed.ts';
import { aQueueEvent } from '../../../shared/testing/queue-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { aPurchase } from '../testing/builders.ts';

const database = await startDatabase('purchases');
const { documentClient } = await import('../../../shared/dynamodb/client.ts');
const { handler: settle } = await import('./settle-purchases.ts');
const { handler: cancel } = await import('./cancel-purchase.ts');
const { handler: statistics } = await import('./get-purchase-statistics.ts');
const { handler: days } = await import('./list-purchase-days.ts');
const { purchases } = await import('../adapters/tables.ts');
afterAll(() => database.close());

type Outcome = 'completed' | 'rejected' | 'cancelled' | 'pending';

/** Adds a pending purchase. @param day the day it is made, `YYYY-MM-DD`. */
async function request(day: string, id?: (id: string) => string): Promise<string> {
  const createdAt = `${day}T23:59:59.999Z`;
  const purchaseId = (id ?? ((own) => own))(newId(createdAt));
  const times = { createdAt, updatedAt: createdAt };
  await purchases.add(aPurchase({ purchaseId, ...times }), { cause: aCause });
  return purchaseId;
}

function answer(purchaseId: string, outcome: Outcome) {
  const about = { purchaseId, productId: anId(2), quantity: 1 };
  const at = { aggregateId: purchaseId, version: 1, occurredAt: NOW, cause: aCause };
  const reason = { code: 'insufficient-stock', detail: '1 wanted, 0 in stock.' } as const;
  return outcome === 'rejected'
    ? makeEvent(StockRejected, at, { ...about, ...reason })
    : makeEvent(StockReserved, at, about);
}

const cancelIt = (purchaseId: string) =>
  ask(cancel, {
    method: 'POST',
    pathParameters: { purchaseId },
    path: `/purchases/${purchaseId}/cancellation`,
  });
const statusOf = async (purchaseId: string) => (await purchases.get(purchaseId)).status;

/** What the API says of a day, in the list of days as well if there was anything. */
const countsOn = async (day: string): Promise<unknown> => {
  const { body } = await ask(statistics, { query: { day } });
  const { items } = (await ask(days, { query: { from: day, to: day } })).body;
  expect(items).toEqual(body.count === 0 ? [] : [body]);
  const { day: _, ...counts } = body;
  return counts;
};
/** As {@link countsOn}, of purchases of 249 EUR. */
const counted = (of: { completed?: number; rejected?: number; cancelled?: number }) => {
  const { completed = 0, rejected = 0, cancelled = 0 } = of;
  const revenue = completed === 0 ? [] : [{ amount: completed * 24900, currency: 'EUR' }];
  return { count: completed + rejected + cancelled, completed, rejected, cancelled, revenue };
};

describe('the purchases of a day', () => {
  test('are counted once by status, whatever the order and repetition of events', async () => {
    const outcomes = fc.array(fc.constantFrom<Outcome>('completed', 'rejected', 'cancelled', 'pending'), {
      maxLength: 6,
    });
    let year = 1970;
    await fc.assert(
      fc.asyncProperty(outcomes, fc.infiniteStream(fc.nat()), async (made, random) => {
        year += 1;
        const day = `${year}-02-28`;
        const ids = await Promise.all(made.map(() => request(day)));
        const events = made.flatMap((outcome, n) =>
          outcome === 'pending' ? [] : [answer(ids[n] as string, outcome)],
        );
        const delivered = [...events, ...events]
          .map((event) => ({ event, at: random.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ event }) => event);
        const early = delivered.splice(0, 4);
        expect(await settle(aQueueEvent(early))).toEqual({ batchItemFailures: [] });
        const cancelled = ids.filter((_, n) => made[n] === 'cancelled');
        const isEarly = (id: string) => early.some(({ data }) => data.purchaseId === id);
        // Some are cancelled at the same time as others are settled.
        const cancelSome = (some: readonly string[]) => Promise.all([...some, ...some].map(cancelIt));
        const [settled] = await Promise.all([
          settle(aQueueEvent(delivered)),
          cancelSome(cancelled.filter(isEarly)),
        ]);
        expect(settled).toEqual({ batchItemFailures: [] });
        await cancelSome(cancelled.filter((id) => !isEarly(id)));
        const of = (outcome: Outcome) => made.filter((each) => each === outcome).length;
        expect(await Promise.all(ids.map(statusOf))).toEqual(made);
        const sums = {
          completed: of('completed'),
          rejected: of('rejected'),
          cancelled: of('cancelled'),
        };
        expect(await countsOn(day)).toEqual(counted(sums));
      }),
      { numRuns: 30 },
    );
  });

  test('are those made on that day, even if settled on another, and a batch may have several days', async () => {
    const days = ['2026-02-27', '2026-02-28'];
    const ids = await Promise.all(days.map((day) => request(day)));
    await settle(aQueueEvent(ids.map((id) => answer(id, 'completed'))));
    for (const day of days) expect(await countsOn(day)).toEqual(counted({ completed: 1 }));
    expect(await countsOn(new Date().toISOString().slice(0, 10))).toEqual(counted({}));
  });

  test('are those of the time they were made, even if their ids tell another', async () => {
    const purchaseId = newId('2020-01-01T00:00:00.000Z');
    const other = await request('2026-02-20', (id) => `${purchaseId.slice(0, 20)}${id.slice(20)}`);
    await settle(aQueueEvent([answer(other, 'completed')]));
    expect(await countsOn('2026-02-20')).toEqual(counted({ completed: 1 }));
  });
});

test('the purchases of a batch are read in one request', async () => {
  const days = ['2026-03-01', '2026-03-02', '2026-03-03'];
  const ids = await Promise.all(days.map((day) => request(day)));
  const answers = ids.map((id) => answer(id, 'completed'));
  const { requests } = await consumedBy(documentClient, () => settle(aQueueEvent(answers)));
  expect(requests).toBe(1 + days.length);
  expect(await Promise.all(ids.map(statusOf))).toEqual(days.map(() => 'completed'));
});

test('purchases that count in the same row are settled in one transaction', async () => {
  const ids = await Promise.all(
    Array.from({ length: 40 }, () =>
      request('2025-05-05', (id) => `${id.slice(0, -4)}00${id.slice(-2, -1)}0`),
    ),
  );
  const send = vi.spyOn(documentClient, 'send');
  try {
    const same = ids.map((id) => answer(id, 'completed'));
    expect(await settle(aQueueEvent(same))).toEqual({ batchItemFailures: [] });
    const transactions = send.mock.calls.filter(
      ([command]) => (command as unknown) instanceof TransactWriteCommand,
    );
    expect(transactions.length).toBeLessThanOrEqual(2);
  } finally {
    send.mockRestore();
  }
  expect(await countsOn('2025-05-05')).toEqual(counted({ completed: 40 }));
});

test('an unknown purchase fails alone, however many are settled together', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => request('2025-06-06')));
  const unknown = newId('2025-06-06T12:00:00.000Z');
  const events = [...ids.slice(0, 5), unknown, ...ids.slice(5)].map((id) => answer(id, 'rejected'));
  expect(await settle(aQueueEvent(events))).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-5' }] });
  expect(await countsOn('2025-06-06')).toEqual(counted({ rejected: 12 }));
});
