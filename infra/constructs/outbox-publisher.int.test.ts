import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import { aPurchase } from '../../functions/purchases/testing/builders.ts';
import { Activity } from '../../local/services/activity.ts';
import type { StreamReader, StreamRecord } from '../../local/services/dynamodb/stream-reader.ts';
import { StreamSource } from '../../local/services/dynamodb/stream-source.ts';
import type { Invoke } from '../../local/services/invoke.ts';
import { loadSystem } from '../../local/template/load-system.ts';
import { anId, stored } from '../../shared/testing/fixed.ts';
import { aStreamRecord } from '../../shared/testing/stream-event.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const PURCHASES = 52;

const bus = mockClient(EventBridgeClient);
const queues = mockClient(SQSClient);
let handler: (event: never) => Promise<unknown>;

beforeAll(async () => {
  for (const name of ['PURCHASES_TABLE', 'EVENT_BUS_NAME', 'SET_ASIDE_QUEUE_URL']) vi.stubEnv(name, name);
  ({ handler } = await import('../../functions/purchases/handlers/publish-purchase-events.ts'));
  vi.unstubAllEnvs();
});

beforeEach(() => {
  bus.reset();
  queues.reset();
  queues.on(SendMessageCommand).resolves({});
});

/** The mapping from the purchases' stream to their publisher, as the template has it. */
const { eventSources, functions } = loadSystem(inject('assemblyDir'));
const publisherArn = functions.find(({ logicalId }) => logicalId.startsWith('PublishPurchase'))?.arn;
const spec = eventSources.find(
  ({ functionArn, sourceArn }) => functionArn === publisherArn && sourceArn.includes('/stream/'),
);

/** The stream of purchases that were requested and then completed, all at second 0. */
const records = Array.from({ length: 2 * PURCHASES }, (_, index): StreamRecord => {
  const purchaseId = anId(Math.floor(index / 2));
  const pending = stored(aPurchase({ purchaseId }));
  const completed = stored(aPurchase({ purchaseId, status: 'completed', version: 2 }));
  const change = index % 2 === 0 ? { after: pending } : { before: pending, after: completed };
  const record = aStreamRecord('PURCHASES_TABLE', index + 1, change);
  const dynamodb = { ...record.dynamodb, ApproximateCreationDateTime: 0 };
  return { ...record, eventName: 'MODIFY', awsRegion: '', dynamodb } as unknown as StreamRecord;
});

/**
 * Publishes the stream in simulated time: after a failure Lambda waits a second, then twice as long, a minute at most.
 * @returns the events on the bus, in order, and how many seconds passed.
 */
async function publishAll(
  invoke: (second: number) => Invoke,
  isBusOut: (second: number) => string | undefined,
) {
  let second = 0;
  const sent: PutEventsRequestEntry[] = [];
  bus.on(PutEventsCommand).callsFake(({ Entries }: { Entries: PutEventsRequestEntry[] }) => {
    const error = isBusOut(second);
    if (error !== undefined) throw Object.assign(new Error('The bus is out'), { name: error });
    sent.push(...Entries);
    return { Entries: Entries.map(() => ({ EventId: 'an-event' })) };
  });
  if (spec === undefined) throw new Error('The template has no such event source mapping');
  const activity = new Activity();
  const pages = [records];
  const source = new StreamSource({
    spec,
    activity,
    reader: {
      shardId: 'a-shard',
      read: async () => ({ records: pages.shift() ?? [], last: true }),
    } as unknown as StreamReader,
    invoke: (arn, event) => invoke(second)(arn, event),
    sendToQueue: (_, body) => expect.unreachable(`given up: ${body}`),
    backoffMs: (failures) => {
      second += Math.min(2 ** failures, 60);
      return 0;
    },
    now: () => second * 1000,
  });
  source.expectWrite()();
  expect(await activity.whenIdle(60_000)).toBe(true);
  return { sent, second };
}

const publish: Invoke = async (_, event) => {
  try {
    return { ok: true, payload: await handler(event as never) };
  } catch (error) {
    return { ok: false, error: { type: 'Error', message: String(error) } };
  }
};

const isBroken: Invoke = async () => ({
  ok: false,
  error: { type: 'Runtime.ImportModuleError', message: '' },
});

/** The versions of each purchase in the order in which they first came. */
function versionsOf(sent: readonly PutEventsRequestEntry[]): Map<string, number[]> {
  const versions = new Map<string, number[]>();
  for (const { Detail = '{}' } of sent) {
    const { aggregateId, aggregateVersion } = JSON.parse(Detail).metadata;
    const known = versions.get(aggregateId) ?? [];
    if (!known.includes(aggregateVersion)) versions.set(aggregateId, [...known, aggregateVersion]);
  }
  return versions;
}

test.each<[string, number, (second: number) => Invoke, string | undefined]>([
  ['the bus is out for ten minutes', 10 * MINUTE, () => publish, 'InternalException'],
  ['the bus throttles for ten minutes', 10 * MINUTE, () => publish, 'ThrottlingException'],
  ['the grant to publish is missing for 23 hours', 23 * HOUR, () => publish, 'AccessDeniedException'],
  [
    'the publisher fails at its import for 23 hours',
    23 * HOUR,
    (second) => (second < 23 * HOUR ? isBroken : publish),
    undefined,
  ],
])('if %s, every event arrives, in the order of its purchase', async (_, seconds, invoke, error) => {
  const { sent, second } = await publishAll(invoke, (now) => (now < seconds ? error : undefined));
  expect(second).toBeGreaterThanOrEqual(seconds);
  expect(second).toBeLessThan(seconds + 5 * MINUTE);
  const versions = versionsOf(sent);
  expect(versions.size).toBe(PURCHASES);
  expect(new Set([...versions.values()].map(String))).toEqual(new Set(['1,2']));
  expect(queues.commandCalls(SendMessageCommand)).toEqual([]);
});
