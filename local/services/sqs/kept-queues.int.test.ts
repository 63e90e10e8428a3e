import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openSqliteStore } from '../../data/sqlite-store.ts';
import { NotWrittenError, noStore } from '../../data/store.ts';
import { temporaryFolder } from '../../data/testing/temporary-folder.ts';
import type { Deliver } from '../invoke.ts';
import { aQueueService } from './testing/queue-service.ts';
import { aQueue, aQueueEventSource, queueArn } from './testing/queues.ts';

/** Starts and ends SQS on the same data, as often as wanted. */
function keptQueues() {
  const path = join(temporaryFolder(), 'state.db');
  const redrive = { deadLetterArn: queueArn('dlq'), maxReceiveCount: 3 };
  const queues = [aQueue({ redrive, visibilityTimeoutSeconds: 60 }), aQueue({ name: 'dlq' })];
  return async (invoke?: Deliver) => {
    const store = openSqliteStore({ path });
    onTestFinished(() => store.close());
    const eventSources = invoke ? [aQueueEventSource()] : [];
    const service = await aQueueService({ queues, eventSources, store }, invoke);
    const end = async () => {
      await service.sqs.close();
      await store.close();
    };
    return { ...service, end };
  };
}

const System = { MessageSystemAttributeNames: ['All' as const], MessageAttributeNames: ['All'] };

test('messages are there after the next start, which counts them as work', async () => {
  const start = keptQueues();
  const first = await start();
  const MessageAttributes = { kind: { DataType: 'String', StringValue: 'order' } };
  const { MessageId } = await first.client.sendMessage({
    QueueUrl: first.QueueUrl,
    MessageBody: 'a',
    MessageAttributes,
  });
  await first.client.sendMessage({ QueueUrl: first.QueueUrl, MessageBody: 'gone' });
  const [, gone] = await first.receive({ VisibilityTimeout: 0 });
  await first.client.deleteMessage({ QueueUrl: first.QueueUrl, ReceiptHandle: gone?.ReceiptHandle });
  await first.end();

  const second = await start();
  expect(second.activity.open).toBe(1);
  expect(await second.receive(System)).toMatchObject([
    { MessageId, Body: 'a', MessageAttributes, Attributes: { ApproximateReceiveCount: '2' } },
  ]);
});

test('a message in flight stays hidden for the rest of its time, and its handle stays good', async () => {
  const start = keptQueues();
  const first = await start();
  for (const MessageBody of ['deleted', 'short']) {
    await first.client.sendMessage({ QueueUrl: first.QueueUrl, MessageBody });
  }
  const [deleted] = await first.receive({ MaxNumberOfMessages: 1, VisibilityTimeout: 60 });
  await first.receive({ MaxNumberOfMessages: 1, VisibilityTimeout: 1 });
  await first.end();

  const second = await start();
  expect(await second.attributes('ApproximateNumberOfMessagesNotVisible')).toEqual({
    ApproximateNumberOfMessagesNotVisible: '2',
  });
  await second.client.deleteMessage({ QueueUrl: second.QueueUrl, ReceiptHandle: deleted?.ReceiptHandle });
  expect(await second.receive({ WaitTimeSeconds: 5, ...System })).toMatchObject([
    { Body: 'short', Attributes: { ApproximateReceiveCount: '2' } },
  ]);
  expect(second.activity.open).toBe(1);
});

test('a message whose time in flight ends while the system is down is visible at the next start', async () => {
  const start = keptQueues();
  const first = await start();
  await first.client.sendMessage({ QueueUrl: first.QueueUrl, MessageBody: 'back' });
  await first.receive({ VisibilityTimeout: 60 });
  await first.end();

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
  onTestFinished(() => void vi.useRealTimers());
  const timers = vi.spyOn(globalThis, 'setTimeout');
  onTestFinished(() => timers.mockRestore());
  const second = await start();
  expect(await second.receive({ WaitTimeSeconds: 5 })).toMatchObject([{ Body: 'back' }]);
  // Node warns of a negative one.
  for (const [, milliseconds] of timers.mock.calls) expect(milliseconds ?? 0).toBeGreaterThanOrEqual(0);
});

test('a delayed message stays delayed', async () => {
  const start = keptQueues();
  const first = await start();
  await first.client.sendMessage({ QueueUrl: first.QueueUrl, MessageBody: 'later', DelaySeconds: 60 });
  await first.end();
  expect(await (await start()).attributes('ApproximateNumberOfMessagesDelayed')).toEqual({
    ApproximateNumberOfMessagesDelayed: '1',
  });
});

test('failed receives by a function count across starts, and dead letters stay', async () => {
  const start = keptQueues();
  const failing: Deliver = async () => ({ ok: false, error: { type: 'Error', message: 'boom' } });
  const first = await start(failing);
  await first.client.sendMessage({ QueueUrl: first.QueueUrl, MessageBody: 'poison' });
  await expect.poll(() => first.sqs.deadLetters(), { timeout: 5000 }).toHaveLength(1);
  const expected = [{ queue: 'dlq', body: 'poison', receiveCount: 3, sourceQueue: 'orders' }];
  await first.end();

  const second = await start(failing);
  expect(second.sqs.deadLetters()).toMatchObject(expected);
  expect(second.activity.open).toBe(0);
});

test('what a function was handling when the process ended is delivered again at once, and has not been received', async () => {
  const start = keptQueues();
  const first = await start(() => new Promise(() => {}));
  await first.client.sendMessage({ QueueUrl: first.QueueUrl, MessageBody: 'a' });
  await expect
    .poll(() => first.attributes('ApproximateNumberOfMessagesNotVisible'))
    .toEqual({
      ApproximateNumberOfMessagesNotVisible: '1',
    });
  await first.end();

  const counts: unknown[] = [];
  const second = await start(async (_, event) => {
    const { Records } = event as { Records: { attributes: { ApproximateReceiveCount: string } }[] };
    counts.push(...Records.map(({ attributes }) => attributes.ApproximateReceiveCount));
    return { ok: true, payload: null };
  });
  expect(await second.activity.whenIdle(5000)).toBe(true);
  expect(counts).toEqual(['1']);
});

test('a message that was interrupted is delivered again without having been received', async () => {
  const start = keptQueues();
  const counts: unknown[] = [];
  const { activity, client, QueueUrl, sqs } = await start(async (_, event) => {
    const { Records } = event as { Records: { attributes: { ApproximateReceiveCount: string } }[] };
    counts.push(...Records.map(({ attributes }) => attributes.ApproximateReceiveCount));
    return counts.length < 9 ? 'interrupted' : { ok: true, payload: null };
  });
  await client.sendMessage({ QueueUrl, MessageBody: 'a' });
  expect(await activity.whenIdle(5000)).toBe(true);
  expect(new Set(counts)).toEqual(new Set(['1']));
  expect(sqs.deadLetters()).toEqual([]);
});

test('a message that cannot be kept is refused with 500, and is not in the queue', async () => {
  const refuse = async () => {
    throw new NotWrittenError('database or disk is full');
  };
  const store = {
    ...noStore,
    collection: () => ({ kept: new Map(), write: refuse, note() {}, forget() {} }),
  };
  const { activity, client, QueueUrl, receive } = await aQueueService({ queues: [aQueue()], store });
  const failure = { $metadata: { httpStatusCode: 500 } };
  const Entries = [{ Id: 'a', MessageBody: 'a' }];
  await expect(client.sendMessage({ QueueUrl, MessageBody: 'a' })).rejects.toMatchObject(failure);
  await expect(client.sendMessageBatch({ QueueUrl, Entries })).rejects.toMatchObject(failure);
  expect(await receive()).toEqual([]);
  expect(activity.open).toBe(0);
});
