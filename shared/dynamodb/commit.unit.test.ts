import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { commit, type GuardedWrite, GuardFailed } from './commit.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const dynamodb = mockClient(client);

beforeEach(() => {
  dynamodb.reset();
  // Waits between attempts are random: none at all here.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

const canceled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

const put = (id: string) => ({ Put: { TableName: 'things', Item: { id } } });
const guarded = (guard: string): GuardedWrite => ({ guard, write: put(guard) });
const attempts = () => dynamodb.commandCalls(TransactWriteCommand).length;

describe('a transaction', () => {
  test('commits all writes at once, guarded or not', async () => {
    dynamodb.on(TransactWriteCommand).resolves({});
    await commit(client, [put('plain'), guarded('version')]);
    expect(dynamodb.commandCalls(TransactWriteCommand)[0]?.args[0].input).toEqual({
      TransactItems: [put('plain'), put('version')],
    });
  });

  test('that fails by conditions names their guards, and is not tried again', async () => {
    dynamodb
      .on(TransactWriteCommand)
      .rejects(canceled('ConditionalCheckFailed', 'None', 'ConditionalCheckFailed'));
    const writes = [guarded('version'), put('plain'), guarded('idempotency-key')];
    await expect(commit(client, writes)).rejects.toMatchObject({ guards: ['version', 'idempotency-key'] });
    expect(attempts()).toBe(1);
  });

  test('that fails by a condition beside a conflict is the condition: another attempt cannot help', async () => {
    dynamodb.on(TransactWriteCommand).rejects(canceled('TransactionConflict', 'ConditionalCheckFailed'));
    await expect(commit(client, [put('plain'), guarded('version')])).rejects.toBeInstanceOf(GuardFailed);
  });

  test('is tried again while another one is at the same items', async () => {
    const conflict = canceled('None', 'TransactionConflict');
    dynamodb.on(TransactWriteCommand).rejectsOnce(conflict).rejectsOnce(conflict).resolves({});
    await commit(client, [put('a'), put('b')]);
    expect(attempts()).toBe(3);
  });

  test('is given up as a concurrent change when the conflict does not end', async () => {
    const conflict = canceled('TransactionConflict');
    dynamodb.on(TransactWriteCommand).rejects(conflict);
    await expect(commit(client, [put('a')])).rejects.toMatchObject({
      code: 'concurrent-change',
      status: 409,
    });
    expect(attempts()).toBe(8);
  });

  test.each([
    canceled('ValidationError'),
    canceled('TransactionConflict', 'ItemCollectionSizeLimitExceeded'),
    new Error('down'),
  ])('that fails by anything else (%s) fails with it, at once', async (error) => {
    dynamodb.on(TransactWriteCommand).rejects(error);
    await expect(commit(client, [put('a'), put('b')])).rejects.toBe(error);
    expect(attempts()).toBe(1);
  });
});
