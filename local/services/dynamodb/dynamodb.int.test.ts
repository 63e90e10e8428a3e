import { expect, test, vi } from 'vitest';
import type { InvokeResult } from '../invoke.ts';
import { aStreamedTable, crashed, ids, succeeded } from './testing/streamed-table.ts';
import { aTable } from './testing/tables.ts';

test('a write reaches the function as a stream event of AWS', async () => {
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

test('a write counts as activity from its response until its records are handled', async () => {
  const invocation = Promise.withResolvers<InvokeResult>();
  const { activity, events, put } = await aStreamedTable(() => invocation.promise);
  await put('a');
  expect(activity.open).toBe(1);
  await vi.waitFor(() => expect(events).toHaveLength(1));
  expect(activity.open).toBe(1);
  invocation.resolve(succeeded);
  expect(await activity.whenIdle(5000)).toBe(true);
});

test('a read, a rejected write and a write to a table without a reader cause no activity', async () => {
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

test('records arrive in order, one batch at a time, of at most the batch size', async () => {
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

test('all records arrive, even if they are more than a page', async () => {
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

test('a put that changes nothing creates no record', async () => {
  const { events, put, settled } = await aStreamedTable(() => succeeded);
  await put('a', { n: { N: '1' } });
  await put('a', { n: { N: '1' } });
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['a']);
});

test('only records that match a filter are delivered', async () => {
  const filters = [{ eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: [{ prefix: 'ord' }] } } } }];
  const { events, put, settled } = await aStreamedTable(() => succeeded, { filters });
  await put('a', { kind: { S: 'order' } });
  await put('b', { kind: { S: 'mail' } });
  await put('a', { kind: { S: 'order' }, n: { N: '2' } });
  expect(await settled()).toBe(true);
  expect(events.map(ids)).toEqual(['a']);
});

test('a disabled event source reads nothing', async () => {
  const { events, put, settled } = await aStreamedTable(() => succeeded, { enabled: false });
  await put('a');
  expect(await settled()).toBe(true);
  expect(events).toEqual([]);
});

test('a reset empties the tables and discards unhandled records', async () => {
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

test('an unsupported filter makes the start fail and names the event source', async () => {
  const filters = [{ eventName: [{ regex: '.*' }] }];
  await expect(aStreamedTable(() => succeeded, { filters })).rejects.toThrow(
    'OrdersPublisher: eventName: the operator regex is not supported',
  );
});
