import { afterEach, expect, test, vi } from 'vitest';
import { Activity } from '../../activity.ts';
import type { EventSourceSpec } from '../../template/model.ts';
import type { InvokeResult } from '../invoke.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';
import { aStreamEventSource, aTable } from './table-fixture.ts';

interface StreamEvent {
  readonly Records: readonly {
    readonly eventID: string;
    readonly eventName: string;
    readonly dynamodb: {
      readonly SequenceNumber: string;
      readonly Keys: { readonly id: { readonly S: string } };
    };
  }[];
}
type Answer = (event: StreamEvent, invocation: number) => InvokeResult | Promise<InvokeResult>;

const succeeded: InvokeResult = { ok: true, payload: null };
const crashed: InvokeResult = { ok: false, error: { type: 'Error', message: 'boom' } };
const failureQueue = 'arn:aws:sqs:eu-west-1:111122223333:stream-failures';

const ids = ({ Records }: StreamEvent) => Records.map((record) => record.dynamodb.Keys.id.S).join('');

/** Reports the records of these items as failed. */
function failing(...items: string[]): Answer {
  return ({ Records }) => {
    const failed = Records.filter((record) => items.includes(record.dynamodb.Keys.id.S));
    const batchItemFailures = failed.map((record) => ({ itemIdentifier: record.dynamodb.SequenceNumber }));
    return { ok: true, payload: { batchItemFailures } };
  };
}

let running: DynamoDb | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

/** DynamoDB with the table `orders` and one function that reads its stream. */
async function aStreamedTable(answer: Answer, changes: Partial<EventSourceSpec> = {}) {
  const activity = new Activity();
  const events: StreamEvent[] = [];
  const sent: { queueArn: string; body: Record<string, unknown> }[] = [];
  const dynamodb = await startDynamoDb({
    tables: [aTable(), aTable('customers')],
    eventSources: [aStreamEventSource(changes)],
    invoke: async (_functionArn, event) => {
      events.push(event as StreamEvent);
      return answer(event as StreamEvent, events.length);
    },
    activity,
    sendToQueue: (queueArn, body) => void sent.push({ queueArn, body: JSON.parse(body) }),
    backoffMs: () => 1,
  });
  running = dynamodb;
  const call = async (operation: string, input: object) => {
    const { status, body } = await dynamodb.handle(operation, JSON.stringify(input), {
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-date': '20260102T030405Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260102/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    });
    return { status, body: JSON.parse(body.toString()) };
  };
  const put = (id: string, item: object = {}) =>
    call('PutItem', { TableName: 'orders', Item: { id: { S: id }, ...item } });
  /** Writes the items in one go, so that they come in one batch. */
  const putAll = (...items: string[]) => {
    const puts = items.map((id) => ({ Put: { TableName: 'orders', Item: { id: { S: id } } } }));
    return call('TransactWriteItems', { TransactItems: puts });
  };
  const settled = () => activity.whenIdle(5000);
  return { activity, call, dynamodb, events, put, putAll, sent, settled };
}

test("a write reaches the function as AWS's stream event", async () => {
  const { events, put, settled } = await aStreamedTable(() => succeeded);
  await put('a', { photo: { B: 'AQI=' } });
  await put('a', { photo: { B: 'AwQ=' } });
  expect(await settled()).toBe(true);
  const records = events.flatMap(({ Records }) => Records);
  expect(records).toHaveLength(2);
  expect(records[1]).toEqual({
    eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventName: 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    eventSourceARN: aTable().streamArn,
    dynamodb: {
      ApproximateCreationDateTime: expect.closeTo(Date.now() / 1000, -2),
      Keys: { id: { S: 'a' } },
      NewImage: { id: { S: 'a' }, photo: { B: 'AwQ=' } },
      OldImage: { id: { S: 'a' }, photo: { B: 'AQI=' } },
      SequenceNumber: expect.stringMatching(/^\d+$/),
      SizeBytes: expect.any(Number),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
  expect(records[0]?.eventID).not.toBe(records[1]?.eventID);
});

test('activity counts a write from its answer until its records are handled', async () => {
  const invocation = Promise.withResolvers<InvokeResult>();
  const { activity, events, put } = await aStreamedTable(() => invocation.promise);
  await put('a');
  expect(activity.open).toBe(1);
  await vi.waitFor(() => expect(events).toHaveLength(1));
  expect(activity.open).toBe(1);
  invocation.resolve(succeeded);
  expect(await activity.whenIdle(5000)).toBe(true);
});

test('a read, a refused write and a write to a table without a reader leave nothing to do', async () => {
  const { call, events, put, settled } = await aStreamedTable(() => succeeded);
  await call('GetItem', { TableName: 'orders', Key: { id: { S: 'a' } } });
  const ConditionExpression = 'attribute_exists(id)';
  const refused = await call('PutItem', {
    TableName: 'orders',
    Item: { id: { S: 'a' } },
    ConditionExpression,
  });
  await call('PutItem', { TableName: 'customers', Item: { id: { S: 'c' } } });
  expect(refused.status).toBe(400);
  expect(await settled()).toBe(true);
  expect(events).toEqual([]);
  await put('b');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['b']);
});

test('records come in order, one batch at a time, of at most the batch size', async () => {
  let concurrent = 0;
  let most = 0;
  const answer = async () => {
    concurrent += 1;
    most = Math.max(most, concurrent);
    await new Promise(setImmediate);
    concurrent -= 1;
    return succeeded;
  };
  const { events, putAll, put, settled } = await aStreamedTable(answer, { batchSize: 2 });
  await putAll('a', 'b', 'c');
  await Promise.all(['d', 'e', 'f', 'g'].map((id) => put(id)));
  expect(await settled()).toBe(true);
  const sequence = events.flatMap(({ Records }) =>
    Records.map((record) => Number(record.dynamodb.SequenceNumber)),
  );
  expect(sequence).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(events.slice(0, 1).map(ids)).toEqual(['ab']);
  expect(Math.max(...events.map(({ Records }) => Records.length))).toBe(2);
  expect(most).toBe(1);
});

test('more records than one page holds all arrive', async () => {
  const first = Promise.withResolvers<InvokeResult>();
  const { events, put, settled } = await aStreamedTable((_event, invocation) =>
    invocation === 1 ? first.promise : succeeded,
  );
  for (let index = 0; index < 250; index += 1) await put(`item-${index}`);
  first.resolve(succeeded);
  expect(await settled()).toBe(true);
  const sequence = events.flatMap(({ Records }) =>
    Records.map((record) => Number(record.dynamodb.SequenceNumber)),
  );
  expect(sequence).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
});

test('a put that changes nothing gives no record', async () => {
  const { events, put, settled } = await aStreamedTable(() => succeeded);
  await put('a', { n: { N: '1' } });
  await put('a', { n: { N: '1' } });
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['a']);
});

test('only records that a filter lets through are handed over', async () => {
  const filters = [{ eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: [{ prefix: 'ord' }] } } } }];
  const { events, put, settled } = await aStreamedTable(() => succeeded, { filters });
  await put('a', { kind: { S: 'order' } });
  await put('b', { kind: { S: 'mail' } });
  await put('a', { kind: { S: 'order' }, n: { N: '2' } });
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['a']);
});

test('after a partial failure the batch starts again at the first record that failed', async () => {
  const { events, putAll, settled } = await aStreamedTable((event, invocation) =>
    invocation === 1 ? failing('d', 'c')(event, invocation) : succeeded,
  );
  await putAll('a', 'b', 'c', 'd', 'e');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['abcde', 'cde']);
});

test.each<[string, InvokeResult]>([
  ['the function fails', crashed],
  ['the answer is malformed', { ok: true, payload: 'done' }],
  [
    'the answer names an unknown record',
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

test('without reportBatchItemFailures the answer is not read', async () => {
  const { events, put, settled } = await aStreamedTable(failing('a'), { reportBatchItemFailures: false });
  await put('a');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['a']);
});

test('after maximumRetryAttempts the onFailure queue is told and the stream goes on', async () => {
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

test('what a batch achieved before the failing record is not given up with it', async () => {
  const { events, putAll, sent, settled } = await aStreamedTable(failing('b'), {
    maximumRetryAttempts: 1,
    onFailureArn: failureQueue,
  });
  await putAll('a', 'b', 'c');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['abc', 'bc']);
  expect(sent[0]?.body['DDBStreamBatchInfo']).toMatchObject({ startSequenceNumber: '2', batchSize: 2 });
});

test('a record that fails only once the ones before it are handled has all of its retries', async () => {
  const { events, putAll, sent, settled } = await aStreamedTable(
    (event, invocation) => failing(['b', 'c'][invocation - 1] ?? '')(event, invocation),
    { maximumRetryAttempts: 1, onFailureArn: failureQueue },
  );
  await putAll('a', 'b', 'c');
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['abc', 'bc', 'c']);
  expect(sent).toEqual([]);
});

test('a disabled event source reads nothing', async () => {
  const { events, put, settled } = await aStreamedTable(() => succeeded, { enabled: false });
  await put('a');
  expect(await settled()).toBe(true);
  expect(events).toEqual([]);
});

test('a reset empties the tables and forgets the records that were still to be handled', async () => {
  const hanging = Promise.withResolvers<InvokeResult>();
  const { activity, call, dynamodb, events, put, settled } = await aStreamedTable((event) =>
    ids(event) === 'new' ? succeeded : hanging.promise,
  );
  await put('a');
  await put('b');
  await vi.waitFor(() => expect(events).not.toEqual([]));
  await dynamodb.reset();
  const { body } = await call('Scan', { TableName: 'orders' });
  expect(body.Count).toBe(0);
  await put('new');
  await vi.waitFor(() => expect(events.map(ids).at(-1)).toBe('new'));
  hanging.resolve(crashed);
  expect(await settled()).toBe(true);
  expect(activity.open).toBe(0);
  expect(events.map(ids).join(' ')).toMatch(/^(a|ab) new$/);
});

test('a filter that cannot be matched stops the start and names the event source', async () => {
  const filters = [{ eventName: [{ regex: '.*' }] }];
  await expect(aStreamedTable(() => succeeded, { filters })).rejects.toThrow(
    'OrdersPublisher: eventName: the operator regex is not supported',
  );
});
