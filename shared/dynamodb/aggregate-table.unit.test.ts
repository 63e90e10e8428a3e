import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { logger } from '../logging/logger.ts';
import { Refusal } from '../refusals/refusal.ts';
import { aCause, NOW } from '../testing/fixed.ts';
import { aggregateFields } from '../values/aggregate.ts';
import { AggregateTable } from './aggregate-table.ts';

const schema = z.object({ id: z.string(), size: z.int(), ...aggregateFields });
type Thing = z.infer<typeof schema>;

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const dynamodb = mockClient(client);
const things = new AggregateTable<Thing>(client, { table: 'things', key: 'id', schema, noun: 'thing' });

const aThing = (size: number, version: number): Thing => ({
  id: 'a',
  size,
  createdAt: NOW,
  updatedAt: NOW,
  version,
});
const grown = (thing: Thing): Thing => ({ ...thing, size: thing.size + 1, version: thing.version + 1 });
const lostAlone = new ConditionalCheckFailedException({ $metadata: {}, message: '' });
const remembered = { Put: { TableName: 'answers', Item: { key: 'k' } } };

/** The writes of each transaction sent, or of each put on its own. */
const sent = () => [
  ...dynamodb.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input.TransactItems ?? []),
  ...dynamodb.commandCalls(PutCommand).map(({ args }) => [{ Put: args[0].input }]),
];

beforeEach(() => {
  dynamodb.reset();
  dynamodb.on(TransactWriteCommand).resolves({});
  dynamodb.on(PutCommand).resolves({});
  // Makes the random pauses between attempts zero.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe('a change', () => {
  test('is one read and one write, conditional on the version read', async () => {
    dynamodb.on(GetCommand).resolves({ Item: aThing(1, 7) });
    expect(await things.change('a', grown, { cause: aCause })).toEqual(aThing(2, 8));
    expect(dynamodb.commandCalls(GetCommand)).toHaveLength(1);
    expect(sent()).toMatchObject([
      [{ Put: { Item: { ...aThing(2, 8), cause: aCause }, ExpressionAttributeValues: { ':before': 7 } } }],
    ]);
  });

  test('has its actor, who is stored only in its cause', async () => {
    const by = (id: string) => ({ id, role: 'editor' }) as const;
    dynamodb
      .on(GetCommand)
      .resolves({ Item: { ...aThing(1, 7), cause: { ...aCause, actor: by('earlier') } } });
    expect(await things.get('a')).toEqual({ ...aThing(1, 7), updatedBy: by('earlier') });
    const cause = { ...aCause, actor: by('later') };
    const remember = vi.fn().mockReturnValue([]);
    const changed = await things.change('a', grown, { cause, remember });
    expect(changed).toEqual({ ...aThing(2, 8), updatedBy: by('later') });
    expect(remember.mock.calls).toEqual([[changed]]);
    expect(sent()[0]?.map(({ Put }) => Put?.Item)).toEqual([{ ...aThing(2, 8), cause }]);
    const unchanged = await things.change('a', (thing) => thing, { cause });
    expect(unchanged).toMatchObject({ updatedBy: by('earlier') });
  });

  test('keeps attributes that only newer code knows', async () => {
    dynamodb.on(GetCommand).resolves({ Item: { ...aThing(1, 7), phone: '+1' } });
    await things.change('a', grown, { cause: aCause });
    expect(sent()).toMatchObject([[{ Put: { Item: { ...aThing(2, 8), phone: '+1' } } }]]);
  });

  test('is decided again after losing a race, and applied once', async () => {
    const onChange = vi.fn();
    dynamodb
      .on(GetCommand)
      .resolvesOnce({ Item: aThing(1, 7) })
      .resolves({ Item: aThing(5, 8) });
    dynamodb.on(PutCommand).rejectsOnce(lostAlone).resolves({});
    expect(await things.change('a', grown, { cause: aCause, onChange })).toEqual(aThing(6, 9));
    expect(onChange.mock.calls).toEqual([[aThing(6, 9)]]);
  });

  test('to the same object is not written or reported as a change', async () => {
    const onChange = vi.fn();
    dynamodb.on(GetCommand).resolves({ Item: aThing(1, 7) });
    expect(await things.change('a', (thing) => thing, { cause: aCause, onChange })).toEqual(aThing(1, 7));
    expect(sent()).toEqual([]);
    expect(onChange).not.toHaveBeenCalled();
  });

  test.each([
    ['that is written', grown, 2],
    ['to the same object', (thing: Thing) => thing, 1],
  ])('%s stores the remembered answer in the same transaction', async (_, decide, writes) => {
    dynamodb.on(GetCommand).resolves({ Item: aThing(1, 7) });
    await things.change('a', decide, { cause: aCause, remember: () => [remembered] });
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toHaveLength(writes);
    expect(sent()[0]?.at(-1)).toMatchObject(remembered);
  });

  test('is refused by If-Match, even if only the second attempt reads another version', async () => {
    const ifMatch = (version: number) => {
      if (version !== 7) throw new Refusal('version-mismatch', '');
    };
    dynamodb
      .on(GetCommand)
      .resolvesOnce({ Item: aThing(1, 7) })
      .resolves({ Item: aThing(1, 8) });
    dynamodb.on(PutCommand).rejects(lostAlone);
    const change = things.change('a', grown, { cause: aCause, ifMatch });
    await expect(change).rejects.toMatchObject({ code: 'version-mismatch' });
    expect(sent()).toHaveLength(1);
  });

  test.each([undefined, { id: 'a', version: 2, removedAt: NOW }])(
    'of a missing item (%j) is refused',
    async (Item) => {
      dynamodb.on(GetCommand).resolves({ Item });
      await expect(things.change('a', grown, { cause: aCause })).rejects.toMatchObject({ code: 'not-found' });
    },
  );

  test('that loses every race is refused as a concurrent change', async () => {
    dynamodb.on(GetCommand).resolves({ Item: aThing(1, 7) });
    dynamodb.on(PutCommand).rejects(lostAlone);
    const change = things.change('a', grown, { cause: aCause });
    await expect(change).rejects.toMatchObject({ code: 'concurrent-change' });
  });
});

test('an aggregate is added once, with its answer', async () => {
  await things.add(aThing(1, 1), { cause: aCause, remember: () => [remembered] });
  dynamodb.on(PutCommand).rejects(lostAlone);
  await expect(things.add(aThing(1, 1), { cause: aCause })).rejects.toMatchObject({ guards: ['version'] });
  expect(sent()[0]).toMatchObject([
    { Put: { ConditionExpression: 'attribute_not_exists(version)' } },
    remembered,
  ]);
});

test('an added aggregate, and those of a list, have their actor', async () => {
  const actor = { id: 'somebody', role: 'editor' } as const;
  const cause = { ...aCause, actor };
  const remember = vi.fn().mockReturnValue([]);
  const added = await things.add(aThing(1, 1), { cause, remember });
  expect(added).toEqual({ ...aThing(1, 1), updatedBy: actor });
  expect(remember.mock.calls).toEqual([[added]]);
  expect(sent()[0]?.map(({ Put }) => Put?.Item)).toEqual([{ ...aThing(1, 1), cause }]);
  const rows = [
    { ...aThing(1, 1), cause },
    { ...aThing(1, 1), id: 'b', cause: aCause },
  ];
  dynamodb.on(BatchGetCommand).resolves({ Responses: { things: rows } });
  expect(await things.getAll(['a', 'b'])).toEqual([added, { ...aThing(1, 1), id: 'b' }]);
});

describe('a stored aggregate that cannot be read', () => {
  const unreadable = { ...aThing(1, 7), size: 'Ada Lovelace' };

  test('fails to be read, and is logged with table, key and field, but without the value', async () => {
    const logged = vi.spyOn(logger, 'error').mockReturnValue();
    dynamodb.on(GetCommand).resolves({ Item: unreadable });
    await expect(things.get('a')).rejects.toMatchObject({ name: 'UnreadableRow' });
    expect(logged.mock.calls).toEqual([
      ['unreadable row', { table: 'things', key: 'a', fields: ['size: invalid_type'] }],
    ]);
  });

  test('is left out of lists, and logged', async () => {
    const logged = vi.spyOn(logger, 'error').mockReturnValue();
    const other = { ...aThing(1, 1), id: 'b' };
    dynamodb.on(BatchGetCommand).resolves({ Responses: { things: [unreadable, other] } });
    expect(await things.getAll(['a', 'b'])).toEqual([other]);
    expect(logged).toHaveBeenCalledTimes(1);
  });
});
