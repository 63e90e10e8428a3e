import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noStore } from '../../data/store.ts';
import { Activity } from '../activity.ts';
import { createSqs } from './sqs.ts';
import { aQueue } from './testing/queues.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['as long as the request says', { WaitTimeSeconds: 3 }, 3],
  ['as long as its queue says', {}, 5],
])('a receive waits for a message %s, and no longer', async (_, parameters, seconds) => {
  const sqs = createSqs({
    queues: [aQueue({ receiveWaitSeconds: 5 })],
    ...{
      eventSources: [],
      rules: [],
      activity: new Activity(),
      endpoint: 'http://127.0.0.1:1',
      store: noStore,
    },
    invoke: async () => ({ ok: true, payload: null }),
  });
  const QueueUrl = 'http://127.0.0.1:1/000000000000/orders';
  const { signal } = new AbortController();
  const request = { operation: 'ReceiveMessage', parameters: { QueueUrl, ...parameters } };
  const settled = vi.fn();
  const waiting = sqs.apis[0]?.handle({ ...request, headers: {}, body: Buffer.of(), signal }).then(settled);
  await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
  expect(settled).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ status: 200, body: '{}' }));
});
