import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { DynamoDBRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { CustomerAdded } from '../../contracts/customer/events.ts';
import { makeEvent } from '../../contracts/definition/make-event.ts';
import { logger } from '../logging/logger.ts';
import { aCause, anId, NOW } from '../testing/fixed.ts';
import { aStreamRecord } from '../testing/stream-event.ts';
import { publisher } from './publisher.ts';
import { imagesOf, tableEvents } from './table-events.ts';

const client = new EventBridgeClient({});
const bus = mockClient(client);

beforeEach(() => {
  bus.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: PutEventsRequestEntry[] }) => ({
    Entries: Entries.map(() => ({ EventId: 'an-event' })),
  }));
  // Makes the random pauses between attempts zero.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

/** One CustomerAdded for each new item. */
const added = tableEvents(
  imagesOf(z.object({ id: z.string(), name: z.string(), parts: z.array(z.int()).exactOptional() })),
  ({ before, after }) => {
    if (before !== undefined || after === undefined) return [];
    const { id, name, cause } = after;
    const occurrence = { aggregateId: id, version: 1, occurredAt: NOW, cause };
    return [makeEvent(CustomerAdded, occurrence, { customerId: id, name })];
  },
);

const publish = publisher({ client, busName: 'the-bus', tables: { things: added } });

const aRecord = (n: number, item: object, table = 'things'): DynamoDBRecord =>
  aStreamRecord(table, n, { after: item });

const anItem = (n: number, changes: object = {}) => ({ id: anId(n), name: 'Ada', cause: aCause, ...changes });

const sent = (): PutEventsRequestEntry[] =>
  bus.commandCalls(PutEventsCommand).flatMap(({ args }) => args[0].input.Entries ?? []);

const detailOf = (entry: PutEventsRequestEntry | undefined) => JSON.parse(entry?.Detail ?? '{}');

describe('a stream record', () => {
  test('is published as the events of its change', async () => {
    expect(await publish({ Records: [aRecord(1, anItem(1))] })).toEqual({ batchItemFailures: [] });
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({
      EventBusName: 'the-bus',
      Source: 'multidomain.customer',
      DetailType: 'CustomerAdded',
    });
    expect(CustomerAdded.detail.parse(detailOf(sent()[0])).data).toEqual({
      customerId: anId(1),
      name: 'Ada',
    });
  });

  test('that is delivered twice yields an event with the same id', async () => {
    await publish({ Records: [aRecord(1, anItem(1))] });
    await publish({ Records: [aRecord(1, anItem(1)), aRecord(2, anItem(2))] });
    const [first, again, other] = sent().map((entry) => detailOf(entry).metadata.eventId);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('without events publishes nothing', async () => {
    const record = aStreamRecord('things', 1, { before: anItem(1), after: anItem(1) });
    expect(await publish({ Records: [record] })).toEqual({ batchItemFailures: [] });
    expect(sent()).toEqual([]);
  });

  test.each([
    ['whose events are invalid', aRecord(2, anItem(2, { id: 'no-uuid' }))],
    ['whose item lacks a field', aRecord(2, { id: anId(2), cause: aCause })],
    ['whose item has a field of the wrong type', aRecord(2, anItem(2, { name: 7 }))],
    ['whose item has no cause', aRecord(2, { id: anId(2), name: 'Ada' })],
    ['whose old item cannot be read', aStreamRecord('things', 2, { before: { id: 2 }, after: anItem(2) })],
    ['of a table without events', aRecord(2, anItem(2), 'others')],
  ])('%s is reported, and the others are published', async (_, poison) => {
    const Records = [aRecord(1, anItem(1)), poison, aRecord(3, anItem(3))];
    expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(sent().map((entry) => detailOf(entry).data.customerId)).toEqual([anId(1), anId(3)]);
  });

  test('that cannot be read is logged with table, key and bad fields, but without values', async () => {
    const logged = vi.spyOn(logger, 'error').mockReturnValue();
    const item = { ...anItem(2), name: 7, parts: [1, 'Ada Lovelace'] };
    await publish({ Records: [aRecord(2, item)] });
    const fields = ['name: invalid_type', 'parts.1: invalid_type'];
    expect(logged).toHaveBeenCalledWith('unreadable row', { table: 'things', key: anId(2), fields });
    expect(logged).toHaveBeenCalledWith('stream record not understood', expect.anything());
    expect(JSON.stringify(logged.mock.calls)).not.toContain('Lovelace');
  });

  test('whose event is refused by the bus is reported alone', async () => {
    bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: PutEventsRequestEntry[] }) => ({
      Entries: Entries.map((entry) =>
        detailOf(entry).data.customerId === anId(2)
          ? { ErrorCode: 'InternalFailure' }
          : { EventId: 'an-event' },
      ),
    }));
    const Records = [aRecord(1, anItem(1)), aRecord(2, anItem(2)), aRecord(3, anItem(3))];
    expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });
});
