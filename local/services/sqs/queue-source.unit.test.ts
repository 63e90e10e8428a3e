import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noStore } from '../../data/store.ts';
import type { EventSourceSpec, QueueSpec } from '../../model.ts';
import { Activity } from '../activity.ts';
import type { InvokeResult } from '../invoke.ts';
import { QueueSource } from './queue-source.ts';
import { Queues } from './queues.ts';
import { aQueue, aQueueEventSource, queueArn } from './testing/queues.ts';

interface SqsEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

const succeeded: InvokeResult = { ok: true, payload: null };
const crashed: InvokeResult = { ok: false, error: { type: 'Error', message: 'boom' } };

/** A queue with a function that returns the results of `answer`. */
function aConsumer(
  answer: (event: SqsEvent) => InvokeResult | Promise<InvokeResult>,
  { source = {}, queue = {} }: { source?: Partial<EventSourceSpec>; queue?: Partial<QueueSpec> } = {},
) {
  const activity = new Activity();
  const redrive = { deadLetterArn: queueArn('dlq'), maxReceiveCount: 3 };
  const eventSources = [aQueueEventSource(source)];
  const queues = new Queues({
    queues: [aQueue({ redrive, ...queue }), aQueue({ name: 'dlq' })],
    eventSources,
    rules: [],
    activity,
    store: noStore,
  });
  const orders = queues.queue(queueArn('orders'));
  const batches: SqsEvent[] = [];
  const invoke = async (_functionArn: string, event: unknown) => {
    batches.push(event as SqsEvent);
    return answer(event as SqsEvent);
  };
  const queueSource = new QueueSource({ spec: aQueueEventSource(source), queue: orders, invoke });
  const bodies = () => batches.map(({ Records }) => Records.map(({ body }) => body).join(''));
  return { activity, batches, bodies, orders, queues, queueSource };
}

function failing(...bodies: string[]) {
  return ({ Records }: SqsEvent): InvokeResult => {
    const failed = Records.filter(({ body }) => bodies.includes(body));
    return {
      ok: true,
      payload: { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) },
    };
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-02T03:04:05Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the function gets an event of AWS, and the message is deleted if it succeeds', async () => {
  const { activity, batches, orders } = aConsumer(() => succeeded);
  const messageId = await orders.send('{"a":1}');
  await vi.advanceTimersByTimeAsync(0);
  expect(batches).toEqual([
    {
      Records: [
        {
          messageId,
          receiptHandle: expect.stringMatching(/.+/),
          body: '{"a":1}',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: '1767323045000',
            SenderId: '111122223333',
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
          },
          messageAttributes: {},
          md5OfBody: 'bb6cb5c68df4652941caf652a366f2d8',
          eventSource: 'aws:sqs',
          eventSourceARN: queueArn('orders'),
          awsRegion: 'eu-west-1',
        },
      ],
    },
  ]);
  expect(activity.open).toBe(0);
  expect(orders.messages).toEqual([]);
});

test('messages sent together arrive in one batch, of at most the batch size', async () => {
  const { bodies, orders } = aConsumer(() => succeeded, { source: { batchSize: 2 } });
  for (const body of ['a', 'b', 'c']) orders.send(body);
  await vi.advanceTimersByTimeAsync(25);
  expect(bodies()).toEqual(['ab', 'c']);
});

test('only messages reported as failed are retried, after a short backoff', async () => {
  const { bodies, orders } = aConsumer(failing('b'));
  for (const body of ['a', 'b', 'c']) orders.send(body);
  await vi.advanceTimersByTimeAsync(50);
  expect(bodies()).toEqual(['abc']);
  await vi.advanceTimersByTimeAsync(60);
  expect(bodies()).toEqual(['abc', 'b']);
});

test.each([
  ['the function fails', crashed],
  ['the response is malformed', { ok: true, payload: { batchItemFailures: [{ id: 'x' }] } } as const],
  [
    'the response names an unknown message',
    { ok: true, payload: { batchItemFailures: [{ itemIdentifier: 'x' }] } } as const,
  ],
])('the whole batch is retried if %s', async (_case, answer) => {
  const { bodies, orders } = aConsumer(() => answer);
  for (const body of ['a', 'b']) orders.send(body);
  await vi.advanceTimersByTimeAsync(110);
  expect(bodies()).toEqual(['ab', 'ab']);
});

test('without reportBatchItemFailures, the response is ignored', async () => {
  const { bodies, activity, orders } = aConsumer(failing('a'), {
    source: { reportBatchItemFailures: false },
  });
  orders.send('a');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(bodies()).toEqual(['a']);
  expect(activity.open).toBe(0);
});

test('a poison message ends in the dead-letter queue and the others are handled', async () => {
  const { activity, bodies, orders, queues } = aConsumer(failing('poison'));
  for (const body of ['a', 'poison', 'b']) orders.send(body);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(bodies()).toEqual(['apoisonb', 'poison', 'poison']);
  expect(queues.deadLetters()).toMatchObject([{ queue: 'dlq', body: 'poison', receiveCount: 3 }]);
  expect(activity.open).toBe(0);
});

test('messages that match no filter are deleted without being delivered', async () => {
  const filters = [{ body: { kind: ['order'] } }];
  const { activity, bodies, orders } = aConsumer(() => succeeded, { source: { filters } });
  for (const kind of ['order', 'mail']) orders.send(JSON.stringify({ kind }));
  orders.send('no JSON');
  await vi.advanceTimersByTimeAsync(0);
  expect(bodies()).toEqual(['{"kind":"order"}']);
  expect(activity.open).toBe(0);
});

test.each([
  [2, 2],
  [50, 4],
  [undefined, 4],
])(
  'with maximumConcurrency %s, at most %i batches are handled at once',
  async (maximumConcurrency, expected) => {
    const finish: (() => void)[] = [];
    const hang = () => new Promise<InvokeResult>((resolve) => finish.push(() => resolve(succeeded)));
    const concurrency = maximumConcurrency === undefined ? {} : { maximumConcurrency };
    const { activity, batches, orders } = aConsumer(hang, { source: { batchSize: 1, ...concurrency } });
    for (let index = 0; index < 6; index += 1) orders.send('x');
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toHaveLength(expected);
    finish[0]?.();
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toHaveLength(expected + 1);
    expect(activity.open).toBe(5);
  },
);

test.each([
  ['a few milliseconds', 0, 20],
  ['a tenth of a second, if the mapping has a batching window', 5, 100],
])('messages that follow a batch are collected for %s', async (_case, seconds, milliseconds) => {
  const { bodies, orders } = aConsumer(() => succeeded, {
    source: { maximumBatchingWindowSeconds: seconds },
  });
  orders.send('a');
  await vi.advanceTimersByTimeAsync(1);
  orders.send('b');
  await vi.advanceTimersByTimeAsync(milliseconds - 2);
  orders.send('c');
  expect(bodies()).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(1);
  expect(bodies()).toEqual(['a', 'bc']);
});

test('a full batch is not waited with', async () => {
  const { bodies, orders } = aConsumer(() => succeeded, {
    source: { maximumBatchingWindowSeconds: 5, batchSize: 2 },
  });
  orders.send('a');
  await vi.advanceTimersByTimeAsync(1);
  for (const body of ['b', 'c', 'd']) orders.send(body);
  await vi.advanceTimersByTimeAsync(1);
  expect(bodies()).toEqual(['a', 'bc']);
});

test('messages are delivered again if an invocation takes longer than the visibility timeout', async () => {
  const { bodies, orders } = aConsumer(() => new Promise(() => {}), {
    queue: { visibilityTimeoutSeconds: 1 },
  });
  orders.send('a');
  await vi.advanceTimersByTimeAsync(1_030);
  expect(bodies()).toEqual(['a', 'a']);
});

test.each([
  ['disabled', { enabled: false }, false],
  ['closed', {}, true],
])('a %s source receives nothing', async (_case, source, close) => {
  const { batches, orders, queueSource } = aConsumer(() => succeeded, { source });
  if (close) queueSource.close();
  orders.send('a');
  await vi.advanceTimersByTimeAsync(100);
  expect(batches).toEqual([]);
  expect(orders.visibleCount).toBe(1);
});

test('an unsupported filter makes the start fail and names the event source', () => {
  const filters = [{ body: { kind: [{ regex: '.*' }] } }];
  expect(() => aConsumer(() => succeeded, { source: { filters } })).toThrow(
    'OrdersSource: body.kind: the operator',
  );
});
