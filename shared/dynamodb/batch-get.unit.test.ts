import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type BatchGetCommandInput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import { batchGet } from './batch-get.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const dynamodb = mockClient(client);

beforeEach(() => {
  dynamodb.reset();
  // Makes the random pauses between attempts zero.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

const keysOf = (input: BatchGetCommandInput) => input.RequestItems?.['things']?.Keys ?? [];

/** Returns the first `capacity` keys of each request and leaves the others unprocessed. */
const answerOnly = (capacity: number) =>
  dynamodb.on(BatchGetCommand).callsFake((input: BatchGetCommandInput) => {
    const keys = keysOf(input);
    const left = keys.slice(capacity);
    return {
      Responses: { things: keys.slice(0, capacity) },
      ...(left.length === 0 ? {} : { UnprocessedKeys: { things: { Keys: left } } }),
    };
  });

const ids = (count: number) => Array.from({ length: count }, (_, n) => `id-${n}`);
const sizes = () => dynamodb.commandCalls(BatchGetCommand).map(({ args }) => keysOf(args[0].input).length);

test('any number of ids is read once each, a hundred at a time', async () => {
  answerOnly(100);
  const found = await batchGet(client, 'things', 'id', [...ids(250), ...ids(10)]);
  expect([...found.keys()]).toEqual(ids(250));
  expect(sizes()).toEqual([100, 100, 50]);
});

test('unprocessed keys are requested again', async () => {
  answerOnly(4);
  const found = await batchGet(client, 'things', 'id', ids(10));
  expect([...found.keys()]).toEqual(ids(10));
  expect(sizes()).toEqual([10, 6, 2]);
});

test('keys that remain unprocessed are an error, not missing items', async () => {
  answerOnly(0);
  await expect(batchGet(client, 'things', 'id', ids(3))).rejects.toMatchObject({
    code: 'overloaded',
  });
});

test('missing items are left out, and no request is sent without ids', async () => {
  dynamodb.on(BatchGetCommand).resolves({ Responses: { things: [{ id: 'id-1' }] } });
  expect([...(await batchGet(client, 'things', 'id', ids(3))).keys()]).toEqual(['id-1']);
  expect((await batchGet(client, 'things', 'id', [])).size).toBe(0);
  expect(sizes()).toEqual([3]);
});

test('reads are strongly consistent', async () => {
  answerOnly(100);
  await batchGet(client, 'things', 'id', ids(1));
  const { input } = dynamodb.commandCalls(BatchGetCommand)[0]?.args[0] ?? {};
  expect(input?.RequestItems?.['things']?.ConsistentRead).toBe(true);
});
