import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { withinMs } from '../retries/time-budget.ts';
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

const failure = (name: string) => Object.assign(new Error(name), { name });

/** What another attempt may not meet; the first is another transaction, the others are too much to do. */
const contended: readonly (readonly [string, Error])[] = [
  ['a conflict', canceled('None', 'TransactionConflict')],
  ['a throttled item', canceled('ThrottlingError', 'None')],
  ['throughput used up', canceled('None', 'ProvisionedThroughputExceeded')],
  ['a conflict beside a throttled item', canceled('TransactionConflict', 'ThrottlingError')],
  ...[
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'TransactionInProgressException',
    'InternalServerError',
  ].map((name) => [name, failure(name)] as const),
];

const put = (id: string) => ({ Put: { TableName: 'things', Item: { id } } });
const guarded = (guard: string): GuardedWrite => ({ guard, write: put(guard) });
const attempts = () => dynamodb.commandCalls(TransactWriteCommand).length;

describe('a transaction', () => {
  test('commits all writes at once, guarded or not', async () => {
    dynamodb.on(TransactWriteCommand).resolves({});
    await commit(client, [put('plain'), guarded('version')]);
    expect(dynamodb.commandCalls(TransactWriteCommand)[0]?.args[0].input).toMatchObject({
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

  test.each(contended)('is tried again after %s', async (_, error) => {
    dynamodb.on(TransactWriteCommand).rejectsOnce(error).rejectsOnce(error).resolves({});
    await commit(client, [put('a'), put('b')]);
    expect(attempts()).toBe(3);
  });

  test('has one token in all its attempts, and another one than the next transaction', async () => {
    dynamodb.on(TransactWriteCommand).rejectsOnce(failure('InternalServerError')).resolves({});
    await commit(client, [put('a')]);
    await commit(client, [put('a')]);
    const [first, again, next] = dynamodb
      .commandCalls(TransactWriteCommand)
      .map(({ args }) => args[0].input.ClientRequestToken);
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(again).toBe(first);
    expect(next).not.toBe(first);
  });

  test('is given up as a concurrent change when the conflict does not end', async () => {
    dynamodb.on(TransactWriteCommand).rejects(canceled('TransactionConflict'));
    await expect(commit(client, [put('a')])).rejects.toMatchObject({ code: 'concurrent-change' });
    expect(attempts()).toBe(40);
  });

  test.each(contended.slice(1))('is given up as overload when there is no end to %s', async (_, error) => {
    dynamodb.on(TransactWriteCommand).rejects(error);
    await expect(commit(client, [put('a'), put('b')])).rejects.toMatchObject({ code: 'overloaded' });
    expect(attempts()).toBe(40);
  });

  test('is not tried again when the time of its invocation is over', async () => {
    dynamodb.on(TransactWriteCommand).rejects(canceled('ThrottlingError'));
    await expect(withinMs(0, () => commit(client, [put('a')]))).rejects.toMatchObject({ code: 'overloaded' });
    expect(attempts()).toBe(1);
  });

  test.each([
    canceled('ValidationError'),
    canceled('TransactionConflict', 'ItemCollectionSizeLimitExceeded'),
    canceled('ThrottlingError', 'ValidationError'),
    failure('ValidationException'),
    new Error('down'),
  ])('that fails by anything else (%s) fails with it, at once', async (error) => {
    dynamodb.on(TransactWriteCommand).rejects(error);
    await expect(commit(client, [put('a'), put('b')])).rejects.toBe(error);
    expect(attempts()).toBe(1);
  });
});
