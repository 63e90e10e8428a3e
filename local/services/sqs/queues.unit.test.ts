import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noStore } from '../../data/store.ts';
import { Activity } from '../activity.ts';
import { toSqsRecord } from './message.ts';
import { Queues } from './queues.ts';
import { aQueue, aQueueEventSource, aRule, queueArn } from './testing/queues.ts';

const deadLetterArn = queueArn('orders-dlq');

function aSystem(changes: Parameters<typeof aQueue>[0] = {}) {
  const activity = new Activity();
  const queues = new Queues({
    queues: [
      aQueue({ redrive: { deadLetterArn, maxReceiveCount: 2 }, ...changes }),
      aQueue({ name: 'orders-dlq' }),
      aQueue({ name: 'stream-failures' }),
      aQueue({ name: 'undelivered' }),
    ],
    eventSources: [aQueueEventSource({ onFailureArn: queueArn('stream-failures') })],
    rules: [aRule({ deadLetterArn: queueArn('undelivered') })],
    activity,
    store: noStore,
  });
  const orders = queues.queue(queueArn('orders'));
  return { activity, queues, orders };
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-02T03:04:05Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a queue', () => {
  test('delivers its messages oldest first, as many as requested', async () => {
    const { orders } = aSystem();
    for (const body of ['a', 'b', 'c']) await orders.send(body);
    expect(orders.receive(2).map(({ body }) => body)).toEqual(['a', 'b']);
    expect(orders.receive(2).map(({ body }) => body)).toEqual(['c']);
    expect(orders.receive(2)).toEqual([]);
  });

  test('makes a message visible again after the visibility timeout, and counts its receives', async () => {
    const { orders } = aSystem({ visibilityTimeoutSeconds: 30 });
    await orders.send('a');
    const [first] = orders.receive(1);
    vi.advanceTimersByTime(29_999);
    expect(orders.receive(1)).toEqual([]);
    vi.advanceTimersByTime(1);
    const [second] = orders.receive(1);
    expect([first?.receiveCount, second?.receiveCount]).toEqual([1, 2]);
    expect(second?.receiptHandle).not.toBe(first?.receiptHandle);
    expect(second?.firstReceivedAt).toBe(first?.firstReceivedAt);
  });

  test('does not make a deleted message visible again', async () => {
    const { orders } = aSystem();
    await orders.send('a');
    orders.delete(orders.receive(1)[0]?.receiptHandle ?? '');
    vi.advanceTimersByTime(60_000);
    expect(orders.messages).toEqual([]);
  });

  test('deletes a message by the handle of its last receive, even once it is visible again', async () => {
    const { orders } = aSystem();
    await orders.send('a');
    const handle = orders.receive(1)[0]?.receiptHandle ?? '';
    vi.advanceTimersByTime(30_000);
    orders.delete(handle);
    expect(orders.messages).toEqual([]);
  });

  test('ignores the handle of an earlier receive', async () => {
    const { orders } = aSystem({ redrive: { deadLetterArn, maxReceiveCount: 9 } });
    await orders.send('a');
    const handle = orders.receive(1)[0]?.receiptHandle ?? '';
    vi.advanceTimersByTime(30_000);
    orders.receive(1);
    orders.delete(handle);
    expect(orders.changeVisibility(handle, 0)).toBe('unknown');
    expect(orders.messages).toHaveLength(1);
  });

  test('makes a message visible after a changed visibility timeout', async () => {
    const { orders } = aSystem();
    await orders.send('a');
    orders.changeVisibility(orders.receive(1)[0]?.receiptHandle ?? '', 100);
    vi.advanceTimersByTime(99);
    expect(orders.visibleCount).toBe(0);
    vi.advanceTimersByTime(1);
    expect(orders.visibleCount).toBe(1);
  });

  test('delays a message', async () => {
    const { orders } = aSystem({ delaySeconds: 5 });
    await orders.send('a');
    vi.advanceTimersByTime(4_999);
    expect(orders.visibleCount).toBe(0);
    vi.advanceTimersByTime(1);
    expect(orders.visibleCount).toBe(1);
  });

  test('notifies its listeners whenever a message becomes visible', async () => {
    const { orders } = aSystem();
    const listener = vi.fn();
    orders.onVisible(listener);
    await orders.send('a');
    expect(listener).toHaveBeenCalledTimes(1);
    orders.receive(1);
    vi.advanceTimersByTime(30_000);
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

describe('redrive', () => {
  test('moves a message to the dead-letter queue after maxReceiveCount failed receives', async () => {
    const { orders, queues } = aSystem();
    await orders.send('{"orderId":"o-1"}');
    orders.receive(1);
    vi.advanceTimersByTime(30_000);
    expect(queues.deadLetters()).toEqual([]);
    const [message] = orders.receive(1);
    vi.advanceTimersByTime(30_000);
    expect(orders.messages).toEqual([]);
    expect(queues.deadLetters()).toEqual([
      {
        queue: 'orders-dlq',
        messageId: message?.messageId,
        body: { orderId: 'o-1' },
        receiveCount: 2,
        sentAt: '2026-01-02T03:04:05.000Z',
        sourceQueue: 'orders',
      },
    ]);
  });

  test('counts the receives of each queue by itself, so that a dead-letter queue may have one, too', async () => {
    const last = queueArn('last');
    const queues = new Queues({
      queues: [
        aQueue({ redrive: { deadLetterArn, maxReceiveCount: 2 } }),
        aQueue({ name: 'orders-dlq', redrive: { deadLetterArn: last, maxReceiveCount: 2 } }),
        aQueue({ name: 'last' }),
      ],
      eventSources: [],
      rules: [],
      activity: new Activity(),
      store: noStore,
    });
    await queues.send(queueArn('orders'), 'a');
    const wherever = () =>
      queues.all.filter(({ messages }) => messages.length > 0).map(({ spec }) => spec.name);
    const places: string[][] = [];
    for (const name of ['orders', 'orders', 'orders-dlq', 'orders-dlq']) {
      expect(queues.queue(queueArn(name)).receive(1)).toHaveLength(1);
      vi.advanceTimersByTime(30_000);
      places.push(wherever());
    }
    expect(places).toEqual([['orders'], ['orders-dlq'], ['orders-dlq'], ['last']]);
    expect(queues.deadLetters()).toMatchObject([
      { queue: 'last', receiveCount: 4, sourceQueue: 'orders-dlq' },
    ]);
  });

  test('leads back to the queue whose dead-letter queue it is, whoever sent the message there', async () => {
    const { queues } = aSystem();
    await queues.send(queueArn('orders-dlq'), 'not understood');
    expect(queues.deadLetters()).toMatchObject([{ queue: 'orders-dlq', sourceQueue: 'orders' }]);
  });

  test('lists batches that an event source gave up on, even if the body is not JSON', async () => {
    const { queues } = aSystem();
    await queues.send(queueArn('stream-failures'), 'gave up');
    expect(queues.deadLetters()).toMatchObject([
      { queue: 'stream-failures', body: 'gave up', receiveCount: 0 },
    ]);
    expect(queues.deadLetters()[0]).not.toHaveProperty('sourceQueue');
  });
});

test('lists events that a rule could not deliver, with the reason, and does not count them as activity', async () => {
  const { activity, queues } = aSystem();
  await queues.send(queueArn('undelivered'), '{"detail":{}}', { ERROR_MESSAGE: 'no queue' });
  expect(queues.deadLetters()).toMatchObject([
    { queue: 'undelivered', body: { detail: {} }, attributes: { ERROR_MESSAGE: 'no queue' } },
  ]);
  expect(activity.open).toBe(0);
});

test('a message keeps its attributes on its way to a function and to the dead-letter queue', async () => {
  const { orders, queues } = aSystem();
  await queues.send(queueArn('orders'), 'a', { RULE_ARN: 'arn:rule' });
  const [message] = orders.receive(1);
  expect(message && toSqsRecord(message, queueArn('orders'))['messageAttributes']).toEqual({
    RULE_ARN: { stringValue: 'arn:rule', stringListValues: [], binaryListValues: [], dataType: 'String' },
  });
  vi.advanceTimersByTime(30_000);
  orders.receive(1);
  vi.advanceTimersByTime(30_000);
  expect(queues.deadLetters()).toMatchObject([{ attributes: { RULE_ARN: 'arn:rule' } }]);
});

describe('activity', () => {
  test('counts a message until it is deleted', async () => {
    const { activity, orders } = aSystem();
    await orders.send('a');
    const handle = orders.receive(1)[0]?.receiptHandle ?? '';
    expect(activity.open).toBe(1);
    orders.delete(handle);
    expect(activity.open).toBe(0);
  });

  test('counts delayed messages, but not dead letters', async () => {
    const { activity, orders } = aSystem({ delaySeconds: 1 });
    await orders.send('a');
    expect(activity.open).toBe(1);
    vi.advanceTimersByTime(1000);
    for (const _ of [1, 2]) {
      orders.receive(1);
      expect(activity.open).toBe(1);
      vi.advanceTimersByTime(30_000);
    }
    expect(activity.open).toBe(0);
  });

  test('ends with a reset, which empties every queue', async () => {
    const { activity, orders, queues } = aSystem();
    await orders.send('in flight');
    orders.receive(1);
    await orders.send('visible');
    await queues.send(deadLetterArn, 'dead');
    queues.reset();
    vi.advanceTimersByTime(60_000);
    expect(activity.open).toBe(0);
    expect(orders.messages).toEqual([]);
    expect(queues.deadLetters()).toEqual([]);
  });
});

test('an unknown queue is an error that names it and the known ones', async () => {
  await expect(aSystem().queues.send(queueArn('nowhere'), 'a')).rejects.toThrow(
    /No queue has the ARN .*:nowhere; known: .*:orders, .*:orders-dlq/,
  );
});
