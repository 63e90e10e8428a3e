import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Refusal } from '../refusals/refusal.ts';
import { withinMs } from '../retries/time-budget.ts';
import { commit, type GuardedWrite, GuardFailed } from './commit.ts';
import { countedBefore, countsBefore, RECOUNT_GUARD } from './recount.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const dynamodb = mockClient(client);

beforeEach(() => {
  dynamodb.reset();
  // Makes the random pauses between attempts zero.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

const canceled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

const failure = (name: string) => Object.assign(new Error(name), { name });

/** Transient errors: the first is a conflict with another transaction, the others are throttling. */
const contended: readonly (readonly [string, Error])[] = [
  ['a conflict', canceled('None', 'TransactionConflict')],
  ['a throttled item', canceled('ThrottlingError', 'None')],
  ['exhausted throughput', canceled('None', 'ProvisionedThroughputExceeded')],
  ['a conflict and a throttled item', canceled('TransactionConflict', 'ThrottlingError')],
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
  test('commits all writes together, guarded or not', async () => {
    dynamodb.on(TransactWriteCommand).resolves({});
    await commit(client, [put('plain'), guarded('version')]);
    expect(dynamodb.commandCalls(TransactWriteCommand)[0]?.args[0].input).toMatchObject({
      TransactItems: [put('plain'), put('version')],
    });
  });

  test('whose conditions fail names their guards, and is not retried', async () => {
    dynamodb
      .on(TransactWriteCommand)
      .rejects(canceled('ConditionalCheckFailed', 'None', 'ConditionalCheckFailed'));
    const writes = [guarded('version'), put('plain'), guarded('idempotency-key')];
    await expect(commit(client, writes)).rejects.toMatchObject({ guards: ['version', 'idempotency-key'] });
    expect(attempts()).toBe(1);
  });

  test('is refused as the only guard that failed says, but not if another one failed as well', async () => {
    const refused: GuardedWrite = { ...guarded('sku'), refusal: () => new Refusal('sku-taken', 'Taken.') };
    dynamodb.on(TransactWriteCommand).rejects(canceled('None', 'ConditionalCheckFailed'));
    await expect(commit(client, [guarded('version'), refused])).rejects.toMatchObject({ code: 'sku-taken' });
    dynamodb.on(TransactWriteCommand).rejects(canceled('ConditionalCheckFailed', 'ConditionalCheckFailed'));
    const guards = { guards: ['version', 'sku'] };
    await expect(commit(client, [guarded('version'), refused])).rejects.toMatchObject(guards);
  });

  test('with both a failed condition and a conflict is not retried: it would fail again', async () => {
    dynamodb.on(TransactWriteCommand).rejects(canceled('TransactionConflict', 'ConditionalCheckFailed'));
    await expect(commit(client, [put('plain'), guarded('version')])).rejects.toBeInstanceOf(GuardFailed);
  });

  test.each(contended)('is retried after %s', async (_, error) => {
    dynamodb.on(TransactWriteCommand).rejectsOnce(error).rejectsOnce(error).resolves({});
    await commit(client, [put('a'), put('b')]);
    expect(attempts()).toBe(3);
  });

  test('has the same token in all attempts, and another than the next transaction', async () => {
    dynamodb.on(TransactWriteCommand).rejectsOnce(failure('InternalServerError')).resolves({});
    await commit(client, [put('a'), put('b')]);
    await commit(client, [put('a'), put('b')]);
    const [first, again, next] = dynamodb
      .commandCalls(TransactWriteCommand)
      .map(({ args }) => args[0].input.ClientRequestToken);
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(again).toBe(first);
    expect(next).not.toBe(first);
  });

  test('is refused as a concurrent change if the conflict persists', async () => {
    dynamodb.on(TransactWriteCommand).rejects(canceled('TransactionConflict'));
    await expect(commit(client, [put('a'), put('b')])).rejects.toMatchObject({ code: 'concurrent-change' });
    expect(attempts()).toBe(40);
  });

  test.each(contended.slice(1))('is refused as overloaded if there is no end to %s', async (_, error) => {
    dynamodb.on(TransactWriteCommand).rejects(error);
    await expect(commit(client, [put('a'), put('b')])).rejects.toMatchObject({ code: 'overloaded' });
    expect(attempts()).toBe(40);
  });

  test('is not retried once the time of the invocation is up', async () => {
    dynamodb.on(TransactWriteCommand).rejects(canceled('ThrottlingError'));
    await expect(withinMs(0, () => commit(client, [put('a'), put('b')]))).rejects.toMatchObject({
      code: 'overloaded',
    });
    expect(attempts()).toBe(1);
  });

  test.each([
    canceled('ValidationError'),
    canceled('TransactionConflict', 'ItemCollectionSizeLimitExceeded'),
    canceled('ThrottlingError', 'ValidationError'),
    failure('ValidationException'),
    new Error('down'),
  ])('that fails otherwise (%s) is not retried', async (error) => {
    dynamodb.on(TransactWriteCommand).rejects(error);
    await expect(commit(client, [put('a'), put('b')])).rejects.toBe(error);
    expect(attempts()).toBe(1);
  });
});

describe('a transaction that changes a sum', () => {
  const sum: GuardedWrite = {
    guard: RECOUNT_GUARD,
    isSum: true,
    write: { Update: { TableName: 'sums', Key: { counter: 'a' }, UpdateExpression: 'ADD #0 :0' } },
  };
  const row: GuardedWrite = {
    ...guarded('version'),
    countedBefore: countedBefore(undefined, { counted: false }),
  };
  /** The sum is being counted again; `recount` is undefined if it no longer is. */
  const counting = (recount: string | undefined, ...codes: string[]) =>
    new TransactionCanceledException({
      $metadata: {},
      message: 'Transaction cancelled',
      CancellationReasons: codes.map((Code) => ({
        Code,
        Item: { counter: { S: 'a' }, ...(recount === undefined ? {} : { recount: { S: recount } }) },
      })),
    });
  const sent = () =>
    dynamodb.commandCalls(TransactWriteCommand).map(({ args }) => {
      const [one, other] = args[0].input.TransactItems ?? [];
      return [one?.Put?.Item?.['countedBefore'], other?.Update?.ConditionExpression];
    });

  test('requires that it is not being counted again', async () => {
    dynamodb.on(TransactWriteCommand).resolves({});
    await commit(client, [row, sum]);
    expect(sent()).toEqual([[undefined, 'attribute_not_exists(recount)']]);
  });

  test('tells how its row counted before if it is, with another token', async () => {
    dynamodb
      .on(TransactWriteCommand)
      .rejectsOnce(counting('one', 'None', 'ConditionalCheckFailed'))
      .rejectsOnce(counting('two', 'None', 'ConditionalCheckFailed'))
      .rejectsOnce(counting(undefined, 'None', 'ConditionalCheckFailed'))
      .resolves({});
    await commit(client, [row, sum]);
    expect(sent()).toEqual([
      [undefined, 'attribute_not_exists(recount)'],
      [{ recount: 'one', counted: false }, 'recount = :recount'],
      [{ recount: 'two', counted: false }, 'recount = :recount'],
      [undefined, 'attribute_not_exists(recount)'],
    ]);
    const tokens = dynamodb
      .commandCalls(TransactWriteCommand)
      .map(({ args }) => args[0].input.ClientRequestToken);
    expect(new Set(tokens).size).toBe(4);
  });

  test('tells a failure of its own condition from a recount', async () => {
    const own = { ConditionExpression: 'seen <= :at' };
    const conditional = {
      guard: 'own',
      isSum: true,
      write: { Update: { ...sum.write.Update, ...own } },
    } as GuardedWrite;
    dynamodb
      .on(TransactWriteCommand)
      .rejectsOnce(counting('one', 'None', 'ConditionalCheckFailed'))
      .rejects(counting('one', 'None', 'ConditionalCheckFailed'));
    await expect(commit(client, [row, conditional])).rejects.toMatchObject({ guards: ['own'] });
    expect(sent()).toEqual([
      [undefined, 'attribute_not_exists(recount) AND (seen <= :at)'],
      [{ recount: 'one', counted: false }, 'recount = :recount AND (seen <= :at)'],
    ]);
  });

  test('is not repeated if another condition failed as well', async () => {
    dynamodb
      .on(TransactWriteCommand)
      .rejects(counting('one', 'ConditionalCheckFailed', 'ConditionalCheckFailed'));
    await expect(commit(client, [row, sum])).rejects.toMatchObject({ guards: ['version', RECOUNT_GUARD] });
    expect(attempts()).toBe(1);
  });

  test('is refused as a concurrent change if recounts never end', async () => {
    dynamodb.on(TransactWriteCommand).rejects(counting('one', 'None', 'ConditionalCheckFailed'));
    await expect(commit(client, [row, sum])).rejects.toMatchObject({ code: 'concurrent-change' });
  });
});

describe('a row that changed during a recount', () => {
  const changed = { countedBefore: { recount: 'one', counted: false } };

  test('keeps telling how it counted when that began, and forgets it for another recount', () => {
    const counts = { counted: true, units: 2, revenue: { 'revenue:EUR': 500 } };
    expect(countedBefore(changed, counts)('one')).toEqual({ recount: 'one', counted: false });
    expect(countedBefore(changed, counts)('two')).toEqual({ recount: 'two', ...counts });
    expect(countedBefore({}, counts)('two')).toEqual({ recount: 'two', ...counts });
  });

  test('counts for it as it did, and otherwise as it does', () => {
    const now = { counted: true, units: 2 };
    expect(countsBefore(changed, now, 'one')).toMatchObject({ counted: false });
    expect(countsBefore(changed, now, 'two')).toEqual(now);
    expect(countsBefore(changed, now, undefined)).toEqual(now);
    expect(countsBefore({}, { counted: false }, undefined)).toEqual({ counted: false });
  });
});

describe('a lone put', () => {
  const stored = (item: Record<string, { S: string }>, attempts = 1) =>
    new ConditionalCheckFailedException({ $metadata: { attempts }, message: '', Item: item });

  test('is no transaction, which would cost twice as much', async () => {
    dynamodb.on(PutCommand).resolves({});
    await commit(client, [guarded('version')]);
    expect(attempts()).toBe(0);
    expect(dynamodb.commandCalls(PutCommand)).toHaveLength(1);
  });

  test('that was applied although its answer was lost succeeds', async () => {
    dynamodb
      .on(PutCommand)
      .rejectsOnce(failure('InternalServerError'))
      .rejects(stored({ id: { S: 'version' } }));
    await commit(client, [guarded('version')]);
  });

  test('that was applied although the SDK lost its answer succeeds', async () => {
    dynamodb.on(PutCommand).rejects(stored({ id: { S: 'version' } }, 2));
    await commit(client, [guarded('version')]);
  });

  test('that was applied although the SDK lost its answer, and was throttled then, succeeds', async () => {
    const throttled = Object.assign(failure('ThrottlingException'), { $metadata: { attempts: 3 } });
    dynamodb
      .on(PutCommand)
      .rejectsOnce(throttled)
      .rejects(stored({ id: { S: 'version' } }));
    await commit(client, [guarded('version')]);
  });

  test.each([[[]], [['TransactionConflictException']], [['ThrottlingException', 'RequestLimitExceeded']]])(
    'does not take an equal one, which somebody else put, for its own after %j',
    async (refusals) => {
      const puts = dynamodb.on(PutCommand);
      for (const name of refusals) puts.rejectsOnce(failure(name));
      puts.rejects(stored({ id: { S: 'version' } }));
      await expect(commit(client, [guarded('version')])).rejects.toMatchObject({ guards: ['version'] });
    },
  );

  test('whose condition fails names its guard', async () => {
    dynamodb.on(PutCommand).rejects(stored({ id: { S: 'another' } }));
    await expect(commit(client, [guarded('version')])).rejects.toMatchObject({ guards: ['version'] });
  });

  test('of which a race is lost fails at once if what it was decided on has to be read again', async () => {
    dynamodb.on(PutCommand).rejects(failure('TransactionConflictException'));
    await expect(commit(client, [put('a')], { onConflict: 'fail' })).rejects.toMatchObject({
      name: 'LostRace',
    });
    expect(dynamodb.commandCalls(PutCommand)).toHaveLength(1);
  });
});
