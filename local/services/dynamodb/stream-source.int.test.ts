import { expect, test, vi } from 'vitest';
import type { InvokeResult } from '../invoke.ts';
import { aStreamedTable, crashed, failing, failureQueue, ids, succeeded } from './testing/streamed-table.ts';
import { aStreamEventSource, aTable } from './testing/tables.ts';

test('after a partial failure, the batch is retried from the first record that failed', async () => {
  const { events, putAll, settled } = await aStreamedTable((event, invocation) =>
    invocation === 1 ? failing('d', 'c')(event, invocation) : succeeded,
  );
  await putAll('a', 'b', 'c', 'd', 'e');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['abcde', 'cde']);
});

test.each<[string, InvokeResult]>([
  ['the function fails', crashed],
  ['the response is malformed', { ok: true, payload: 'done' }],
  [
    'the response names an unknown record',
    { ok: true, payload: { batchItemFailures: [{ itemIdentifier: 'x' }] } },
  ],
])('the whole batch is retried when %s', async (_case, answer) => {
  const { events, putAll, settled } = await aStreamedTable((_event, invocation) =>
    invocation < 4 ? answer : succeeded,
  );
  await putAll('a', 'b');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['ab', 'ab', 'ab', 'ab']);
});

test('without reportBatchItemFailures, the response is ignored', async () => {
  const { events, put, settled } = await aStreamedTable(failing('a'), { reportBatchItemFailures: false });
  await put('a');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['a']);
});

test('after maximumRetryAttempts, the batch is reported to the onFailure queue and the stream goes on', async () => {
  const { events, put, putAll, sent, settled } = await aStreamedTable(
    (event) => (ids(event).includes('p') ? crashed : succeeded),
    { maximumRetryAttempts: 2, onFailureArn: failureQueue },
  );
  await putAll('p', 'q');
  expect(await settled()).toBe(true);
  await put('c');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['pq', 'pq', 'pq', 'c']);
  const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(sent).toEqual([
    {
      queueArn: failureQueue,
      body: {
        requestContext: {
          requestId: expect.any(String),
          functionArn: aStreamEventSource().functionArn,
          condition: 'RetryAttemptsExhausted',
          approximateInvokeCount: 3,
        },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        version: '1.0',
        timestamp: expect.any(String),
        DDBStreamBatchInfo: {
          shardId: expect.stringMatching(/^shardId-/),
          startSequenceNumber: '1',
          endSequenceNumber: '2',
          approximateArrivalOfFirstRecord: isoTime,
          approximateArrivalOfLastRecord: isoTime,
          batchSize: 2,
          streamArn: aTable().streamArn,
        },
      },
    },
  ]);
});

test('the records before the one that fails are not discarded with it', async () => {
  const { events, putAll, sent, settled } = await aStreamedTable(failing('b'), {
    maximumRetryAttempts: 1,
    onFailureArn: failureQueue,
  });
  await putAll('a', 'b', 'c');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['abc', 'bc', 'bc']);
  expect(sent[0]?.body['DDBStreamBatchInfo']).toMatchObject({ startSequenceNumber: '2', batchSize: 2 });
});

test('a record that first fails in a later attempt still has all of its retries', async () => {
  const { events, putAll, sent, settled } = await aStreamedTable(
    (event, invocation) => failing(['b', 'c'][invocation - 1] ?? '')(event, invocation),
    { maximumRetryAttempts: 1, onFailureArn: failureQueue },
  );
  await putAll('a', 'b', 'c');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['abc', 'bc', 'c']);
  expect(sent).toEqual([]);
});

test('with bisectBatchOnError, a batch is split until only the record that fails waits', async () => {
  let works = false;
  const { events, putAll, settled, activity } = await aStreamedTable(
    (event) => (ids(event).includes('c') && !works ? crashed : succeeded),
    { bisectBatchOnError: true },
  );
  await putAll('a', 'b', 'c', 'd', 'e');
  await vi.waitUntil(() => events.map(ids).filter((each) => each === 'c').length >= 3);
  expect(events.slice(0, 5).map(ids)).toEqual(['abcde', 'abc', 'ab', 'c', 'c']);
  expect(await activity.whenIdle(0)).toBe(false);
  works = true;
  expect(await settled()).toBe(true);
  expect(events.slice(-2).map(ids)).toEqual(['c', 'de']);
});

test('a split does not count as a retry', async () => {
  const { events, putAll, sent, settled } = await aStreamedTable(
    (event) => (ids(event).includes('b') ? crashed : succeeded),
    { bisectBatchOnError: true, maximumRetryAttempts: 1, onFailureArn: failureQueue },
  );
  await putAll('a', 'b', 'c', 'd');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['abcd', 'ab', 'a', 'b', 'b', 'cd']);
  expect(sent[0]?.body['DDBStreamBatchInfo']).toMatchObject({ startSequenceNumber: '2', batchSize: 1 });
});

test('after maximumRecordAgeSeconds a record is given up, however few retries it had', async () => {
  let hours = 0;
  const { events, put, sent, settled } = await aStreamedTable(
    (event) => {
      hours += 1;
      return ids(event).includes('p') ? crashed : succeeded;
    },
    { maximumRecordAgeSeconds: 9_000, onFailureArn: failureQueue },
    { now: () => Date.now() + hours * 3_600_000 },
  );
  await put('p');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['p', 'p', 'p']);
  expect(sent).toMatchObject([
    { body: { requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: 3 } } },
  ]);
});
