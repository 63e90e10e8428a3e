import { randomBytes } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { CustomerAdded } from '../../contracts/customer/events.ts';
import { makeEvent } from '../../contracts/definition/make-event.ts';
import { logger } from '../logging/logger.ts';
import { aCause, anId, NOW } from '../testing/fixed.ts';
import { aStreamRecord } from '../testing/stream-event.ts';
import { publisher } from './publisher.ts';
import { recordIn } from './redriven.ts';
import { type EventsOfRecord, imagesOf, tableEvents } from './table-events.ts';

const bus = mockClient(EventBridgeClient);
const queues = mockClient(SQSClient);

beforeEach(() => {
  bus.reset();
  queues.reset();
  queues.on(SendMessageCommand).resolves({});
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'customer');
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

/** One event with the size of the item's text. */
const large: EventsOfRecord = ({ after }) => [
  {
    ...makeEvent(
      CustomerAdded,
      { aggregateId: anId(1), version: 1, occurredAt: NOW, cause: aCause },
      { customerId: anId(1), name: 'Ada' },
    ),
    data: after,
  },
];

const publish = publisher({
  bus: new EventBridgeClient({}),
  busName: 'the-bus',
  queues: new SQSClient({}),
  setAsideQueueUrl: 'https://queues.example/set-aside',
  tables: { things: added, large },
});

const aRecord = (n: number, item: object, table = 'things'): DynamoDBRecord =>
  aStreamRecord(table, n, { after: item });

const anItem = (n: number, changes: object = {}) => ({ id: anId(n), name: 'Ada', cause: aCause, ...changes });

const sent = (): PutEventsRequestEntry[] =>
  bus.commandCalls(PutEventsCommand).flatMap(({ args }) => args[0].input.Entries ?? []);

/** The ids of the customers whose events were put on the bus. */
const sentIds = (): string[] => sent().map((entry) => detailOf(entry).data.customerId);

/** The messages that were set aside. */
const kept = () =>
  queues.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => {
    expect(input.QueueUrl).toBe('https://queues.example/set-aside');
    return JSON.parse(input.MessageBody ?? '');
  });

/** Makes the bus refuse the events of the n-th customer. */
const refuse = (n: number) =>
  bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: PutEventsRequestEntry[] }) => ({
    Entries: Entries.map((entry) =>
      detailOf(entry).data.customerId === anId(n)
        ? { ErrorCode: 'InternalFailure' }
        : { EventId: 'an-event' },
    ),
  }));

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
  ])('%s is set aside, whole, and the others are published', async (_, poison) => {
    const Records = [aRecord(1, anItem(1)), poison, aRecord(3, anItem(3))];
    expect(await publish({ Records })).toEqual({ batchItemFailures: [] });
    expect(sentIds()).toEqual([anId(1), anId(3)]);
    expect(kept()).toMatchObject([{ service: 'customer', record: poison }]);
  });

  test('whose event is too large for the bus is set aside', async () => {
    const record = aRecord(1, { text: '漢'.repeat(80 * 1024) }, 'large');
    expect(await publish({ Records: [record] })).toEqual({ batchItemFailures: [] });
    expect(sent()).toEqual([]);
    expect(kept()).toMatchObject([{ reason: expect.stringContaining('the bus takes at most 245760') }]);
  });

  test('that is set aside says why, and which request caused it', async () => {
    await publish({ Records: [aRecord(2, anItem(2, { name: 7 }))] });
    expect(kept()).toMatchObject([
      {
        reason: `UnreadableRow: things ${anId(2)} (name: invalid_type)`,
        table: 'things',
        correlationId: aCause.correlationId,
      },
    ]);
  });

  test('that cannot be set aside is retried, from there on', async () => {
    queues.on(SendMessageCommand).rejects(new Error('no queue'));
    const poison = aRecord(2, anItem(2, { name: 7 }));
    const Records = [aRecord(1, anItem(1)), poison, aRecord(3, anItem(3))];
    expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });

  test('that cannot be read is logged with table, key and bad fields, but without values', async () => {
    const logged = vi.spyOn(logger, 'error').mockReturnValue();
    const item = { ...anItem(2), name: 7, parts: [1, 'Ada Lovelace'] };
    await publish({ Records: [aRecord(2, item)] });
    const fields = ['name: invalid_type', 'parts.1: invalid_type'];
    expect(logged).toHaveBeenCalledWith('unreadable row', { table: 'things', key: anId(2), fields });
    expect(logged).toHaveBeenCalledWith('stream record not understood; it is set aside', expect.anything());
    expect(JSON.stringify(logged.mock.calls)).not.toContain('Lovelace');
  });

  test('whose event is refused by the bus is reported: the stream is retried from there', async () => {
    refuse(2);
    const Records = [aRecord(1, anItem(1)), aRecord(2, anItem(2)), aRecord(3, anItem(3))];
    expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(kept()).toEqual([]);
  });

  test('that is not understood is set aside once, though a record before it is retried', async () => {
    refuse(2);
    const poison = aRecord(3, anItem(3, { name: 7 }));
    const Records = [aRecord(1, anItem(1)), aRecord(2, anItem(2)), poison];
    expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(kept()).toEqual([]);
    bus.on(PutEventsCommand).resolves({});
    await publish({ Records: Records.slice(1) });
    expect(kept()).toHaveLength(1);
  });
});

describe('a publisher', () => {
  test.each(['ThrottlingException', 'AccessDeniedException', 'TimeoutError', 'InternalException'])(
    'fails if it could publish nothing at all, and sets nothing aside: %s',
    async (name) => {
      bus.on(PutEventsCommand).rejects(Object.assign(new Error('no bus'), { name }));
      await expect(publish({ Records: [aRecord(1, anItem(1))] })).rejects.toThrow('no bus');
      expect(kept()).toEqual([]);
    },
  );
});

describe('a record that was set aside and is redriven', () => {
  const redriven = (...bodies: unknown[]) => ({
    Records: bodies.map((body, n) => ({ messageId: `m${n}`, body: JSON.stringify(body) }) as SQSRecord),
  });

  test('is published, if it is understood by now', async () => {
    const record = aRecord(1, anItem(1));
    expect(await publish(redriven({ reason: 'a bug', record }))).toEqual({ batchItemFailures: [] });
    expect(sentIds()).toEqual([anId(1)]);
  });

  test('is set aside again, if it is still not understood', async () => {
    const record = aRecord(1, anItem(1, { name: 7 }));
    expect(await publish(redriven({ reason: 'a bug', record }))).toEqual({ batchItemFailures: [] });
    expect(kept()).toMatchObject([{ reason: expect.stringContaining('UnreadableRow'), record }]);
  });

  test('stays in its queue while the bus is out, without the others', async () => {
    refuse(2);
    const bodies = [1, 2, 3].map((n) => ({ record: aRecord(n, anItem(n)) }));
    expect(await publish(redriven(...bodies))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(sentIds()).toContain(anId(3));
  });

  test('goes back to its queue, and in the end to the dead-letter queue, if it is no such record', async () => {
    expect(await publish(redriven({ DDBStreamBatchInfo: {} }))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }],
    });
  });
});

describe('a large record', () => {
  const images = (text: string) => ({
    before: anItem(1, { name: 7, text }),
    after: anItem(1, { name: 8, text: `${text}!` }),
  });

  test.each([
    ['is compressed', 'x'.repeat(390 * 1024), true],
    [
      'is kept without its old image, if it is too large even so',
      randomBytes(390 * 1024).toString('base64'),
      false,
    ],
  ])('%s', async (_, text, isWhole) => {
    const record = aStreamRecord('things', 1, images(text));
    await publish({ Records: [record] });
    const [message] = kept();
    expect(JSON.stringify(message).length).toBeLessThan(1024 * 1024);
    const { OldImage: _old, ...dynamodb } = record.dynamodb ?? {};
    expect(recordIn(JSON.stringify(message))).toEqual(isWhole ? record : { ...record, dynamodb });
  });

  test('is kept although it has characters that SQS refuses', async () => {
    await publish({ Records: [aRecord(1, anItem(1, { name: 7, text: 'a\uFFFE\uFFFFb' }))] });
    expect(queues.commandCalls(SendMessageCommand)[0]?.args[0].input.MessageBody).not.toMatch(
      /[\uFFFE\uFFFF]/,
    );
    expect(kept()[0].record.dynamodb.NewImage.text).toEqual({ S: 'a\uFFFE\uFFFFb' });
  });
});
