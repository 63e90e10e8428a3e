import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { withinMs } from '../retries/time-budget.ts';
import { putEvents } from './put-events.ts';
import type { Outgoing } from './put-events-calls.ts';

const client = new EventBridgeClient({});
const bus = mockClient(client);

beforeEach(() => {
  bus.reset();
  // Makes the random pauses between attempts zero.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

/** Events of as many aggregates. */
const entries = (count: number, detail = 'x'): Outgoing[] =>
  Array.from({ length: count }, (_, n) => ({
    aggregateId: `aggregate-${n}`,
    entry: { DetailType: `event-${n}`, Detail: detail },
  }));

const names = (outgoing: readonly Outgoing[]) => outgoing.map(({ entry }) => entry.DetailType);

const calls = () =>
  bus
    .commandCalls(PutEventsCommand)
    .map(({ args }) => (args[0].input.Entries ?? []).map((entry) => entry.DetailType));

/** Refuses the entries with these names, `times` times each. */
function refuse(refused: readonly string[], times: number): void {
  const left = new Map(refused.map((name) => [name, times]));
  bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: PutEventsRequestEntry[] }) => ({
    Entries: Entries.map(({ DetailType = '' }) => {
      const refusals = left.get(DetailType) ?? 0;
      left.set(DetailType, refusals - 1);
      return refusals > 0 ? { ErrorCode: 'ThrottlingException' } : { EventId: DetailType };
    }),
  }));
}

describe('entries', () => {
  test('are put ten at a time, in order', async () => {
    refuse([], 0);
    expect(await putEvents(client, entries(23))).toEqual({ sent: 23 });
    expect(calls().map((call) => call.length)).toEqual([10, 10, 3]);
    expect(calls().flat()).toEqual(names(entries(23)));
  });

  test('are put in calls below the size limit of EventBridge', async () => {
    refuse([], 0);
    await putEvents(client, entries(10, 'x'.repeat(100 * 1024)));
    expect(calls().map((call) => call.length)).toEqual([2, 2, 2, 2, 2]);
  });

  test('are measured in bytes, not in characters', async () => {
    refuse([], 0);
    await putEvents(client, entries(4, '漢'.repeat(40 * 1024)));
    expect(calls().map((call) => call.length)).toEqual([1, 1, 1, 1]);
  });

  test('of one aggregate are put in calls of their own, so that a refused one is not overtaken', async () => {
    refuse(['event-1'], 1);
    const [a, b, c] = entries(3) as [Outgoing, Outgoing, Outgoing];
    const outgoing = [a, b, { ...c, aggregateId: b.aggregateId }];
    expect(await putEvents(client, outgoing)).toEqual({ sent: 3 });
    expect(calls()).toEqual([['event-0', 'event-1'], ['event-1'], ['event-2']]);
  });

  test('that are refused are retried, without the others, before any later ones', async () => {
    refuse(['event-1', 'event-7'], 1);
    expect(await putEvents(client, entries(14))).toEqual({ sent: 14 });
    expect(calls().slice(1)).toEqual([['event-1', 'event-7'], names(entries(14)).slice(10)]);
  });

  test('that are refused four times end the sending; the first of them is where to go on', async () => {
    refuse(['event-12', 'event-15'], Number.POSITIVE_INFINITY);
    const { sent, failure } = await putEvents(client, entries(30));
    expect(sent).toBe(12);
    expect(failure?.message).toBe('2 events: ThrottlingException');
    expect(calls()).toHaveLength(2 + 3);
  });

  test('that are empty make no call', async () => {
    expect(await putEvents(client, [])).toEqual({ sent: 0 });
    expect(calls()).toEqual([]);
  });
});

describe('a call', () => {
  test('that fails as a whole ends the sending', async () => {
    bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: PutEventsRequestEntry[] }) => {
      if (Entries[0]?.DetailType === 'event-10') throw new Error('no bus');
      return { Entries: Entries.map(() => ({})) };
    });
    const { sent, failure } = await putEvents(client, entries(30));
    expect([sent, failure?.message]).toEqual([10, 'no bus']);
  });

  test('is not begun without time, and is ended when time is up', async () => {
    const progress = await withinMs(0, () => putEvents(client, entries(1)));
    expect(progress).toMatchObject({
      sent: 0,
      failure: { message: expect.stringContaining('No time left') },
    });
    expect(calls()).toEqual([]);
    bus.on(PutEventsCommand).resolves({});
    await withinMs(5_000, () => putEvents(client, entries(1)));
    const [call] = bus.commandCalls(PutEventsCommand);
    expect(call?.args as unknown[]).toContainEqual({ abortSignal: expect.any(AbortSignal) });
  });
});
