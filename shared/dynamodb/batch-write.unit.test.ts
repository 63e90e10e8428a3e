import { ThrottlingException } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import { withinMs } from '../retries/time-budget.ts';
import { batchWrite } from './batch-write.ts';

const calls = mockClient(DynamoDBDocumentClient);
const client = calls as unknown as DynamoDBDocumentClient;

beforeEach(() => {
  calls.reset();
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

const put = (n: number) => ({ PutRequest: { Item: { id: `${n}` } } });
const puts = (count: number) => Array.from({ length: count }, (_, n) => put(n));

/** The writes of each call. */
const sent = () =>
  calls.commandCalls(BatchWriteCommand).map(({ args }) => args[0].input.RequestItems?.['table']);

test('writes are sent in calls of 25', async () => {
  calls.on(BatchWriteCommand).resolves({});
  const writes = [...puts(30), { DeleteRequest: { Key: { id: 'old' } } }];
  await batchWrite(client, 'table', writes);
  expect(sent()).toEqual([writes.slice(0, 25), writes.slice(25)]);
});

test('nothing is sent if there is nothing to write', async () => {
  await batchWrite(client, 'table', []);
  expect(sent()).toEqual([]);
});

test('what stays unprocessed is sent again, and what follows only after it', async () => {
  calls
    .on(BatchWriteCommand)
    .resolvesOnce({ UnprocessedItems: { table: [put(3), put(4)] } })
    .rejectsOnce(new ThrottlingException({ $metadata: {}, message: '' }))
    .resolves({ UnprocessedItems: {} });
  await batchWrite(client, 'table', puts(26));
  expect(sent()).toEqual([puts(25), [put(3), put(4)], [put(3), put(4)], [put(25)]]);
});

test('fails as overloaded if items stay unprocessed until time is up', async () => {
  calls.on(BatchWriteCommand).resolves({ UnprocessedItems: { table: [put(1)] } });
  await expect(withinMs(0, () => batchWrite(client, 'table', puts(2)))).rejects.toMatchObject({
    code: 'overloaded',
  });
});
