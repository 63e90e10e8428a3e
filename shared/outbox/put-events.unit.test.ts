import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { putEvents } from './put-events.ts';

const client = new EventBridgeClient({});
const bus = mockClient(client);

beforeEach(() => {
  bus.reset();
  // Makes the random pauses between attempts zero.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

const entries = (count: number, bytes = 10): PutEventsRequestEntry[] =>
  Array.from({ length: count }, (_, n) => ({ DetailType: `event-${n}`, Detail: 'x'.repeat(bytes) }));

const calls = () =>
  bus
    .commandCalls(PutEventsCommand)
    .map(({ args }) => (args[0].input.Entries ?? []).map((entry) => entry.DetailType));

/** Refuses the entries with these names, `times` times each. */
function refuse(names: readonly string[], times: number): void {
  const left = new Map(names.map((name) => [name, times]));
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
    expect(await putEvents(client, entries(23))).toEqual(new Set());
    expect(calls().map((names) => names.length)).toEqual([10, 10, 3]);
    expect(calls().flat()).toEqual(entries(23).map(({ DetailType }) => DetailType));
  });

  test('are put in calls below the size limit of EventBridge', async () => {
    refuse([], 0);
    await putEvents(client, entries(10, 100 * 1024));
    expect(calls().map((names) => names.length)).toEqual([2, 2, 2, 2, 2]);
  });

  test('are measured in bytes, not in characters', async () => {
    refuse([], 0);
    await putEvents(
      client,
      entries(4).map((entry) => ({ ...entry, Detail: '漢'.repeat(40 * 1024) })),
    );
    expect(calls().map((names) => names.length)).toEqual([1, 1, 1, 1]);
  });

  test('that failed are retried, without the others', async () => {
    refuse(['event-1', 'event-12'], 1);
    expect(await putEvents(client, entries(14))).toEqual(new Set());
    expect(calls().slice(2)).toEqual([['event-1', 'event-12']]);
  });

  test('that keep failing are returned by index; the others are sent', async () => {
    refuse(['event-0', 'event-11'], Number.POSITIVE_INFINITY);
    expect(await putEvents(client, entries(12))).toEqual(new Set([0, 11]));
    expect(calls()).toHaveLength(2 + 3);
  });

  test('that are empty make no call', async () => {
    expect(await putEvents(client, [])).toEqual(new Set());
    expect(calls()).toEqual([]);
  });
});

test('a call that fails as a whole fails all entries, so that the stream is redelivered', async () => {
  bus.on(PutEventsCommand).rejects(new Error('no bus'));
  await expect(putEvents(client, entries(1))).rejects.toThrow('no bus');
});
