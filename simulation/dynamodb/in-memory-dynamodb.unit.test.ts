import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  IdempotentParameterMismatchException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, test } from 'vitest';
import { InMemoryDynamoDb, type Item, type TableChange } from './in-memory-dynamodb.ts';
import { TABLES } from './testing/tables.ts';

const aStore = () => {
  let now = 0;
  const told: (readonly TableChange[])[] = [];
  const store = new InMemoryDynamoDb(TABLES, { now: () => now, onChange: (changes) => told.push(changes) });
  return {
    store,
    told,
    pass: (ms: number) => {
      now += ms;
    },
    put: (Item: object, more: object = {}) =>
      store.execute('PutCommand', { TableName: 'things', Item, ...more }),
    get: (id: string) =>
      (store.execute('GetCommand', { TableName: 'things', Key: { id } }) as { Item?: Item }).Item,
    write: (TransactItems: readonly object[], ClientRequestToken?: string) =>
      store.execute('TransactWriteCommand', { TransactItems, ClientRequestToken }),
  };
};

const aPut = (Item: object, more: object = {}) => ({ Put: { TableName: 'things', Item, ...more } });

describe('nobody shares anything with the store', () => {
  const item = () => ({
    id: 'a',
    list: [{ x: 1 }],
    tags: new Set(['red']),
    bytes: new Uint8Array([1]),
    binaries: new Set([new Uint8Array([1])]),
  });
  const spoil = (spoiled: ReturnType<typeof item>): void => {
    (spoiled.list[0] as { x: number }).x = 2;
    spoiled.list.push({ x: 3 });
    spoiled.tags.add('green');
    spoiled.bytes[0] = 2;
    for (const each of spoiled.binaries) each[0] = 2;
  };
  type Spoiled = ReturnType<typeof item>;

  it.each<[string, (given: ReturnType<typeof aStore>) => unknown]>([
    [
      'an item that was put',
      ({ put }) => {
        const given = item();
        put(given);
        return given;
      },
    ],
    [
      'an item that was put in a transaction',
      ({ write }) => {
        const given = item();
        write([aPut(given)]);
        return given;
      },
    ],
    ['an item that was read', ({ get }) => get('a')],
    [
      'what a put returns',
      ({ put }) => (put(item(), { ReturnValues: 'ALL_OLD' }) as { Attributes: unknown }).Attributes,
    ],
    [
      'what an update returns',
      ({ store }) =>
        (
          store.execute('UpdateCommand', {
            TableName: 'things',
            Key: { id: 'a' },
            UpdateExpression: 'REMOVE x',
            ReturnValues: 'ALL_NEW',
          }) as { Attributes: unknown }
        ).Attributes,
    ],
    [
      'part of an item',
      ({ store }) =>
        (
          store.execute('GetCommand', {
            TableName: 'things',
            Key: { id: 'a' },
            ProjectionExpression: 'id, #list, tags, #bytes, binaries',
            ExpressionAttributeNames: { '#list': 'list', '#bytes': 'bytes' },
          }) as { Item: unknown }
        ).Item,
    ],
    [
      'a scanned item',
      ({ store }) => (store.execute('ScanCommand', { TableName: 'things' }) as { Items: unknown[] }).Items[0],
    ],
    ['an item of a check', ({ store }) => store.items('things')[0]],
    ['an item of a change', ({ told }) => told[0]?.[0]?.after],
  ])('%s', (_, take) => {
    const given = aStore();
    given.put(item());
    spoil(take(given) as Spoiled);
    expect(given.get('a')).toEqual(item());
  });

  test('the item before a change, of which an update keeps most', () => {
    const { get, put, store, told } = aStore();
    put(item());
    store.execute('UpdateCommand', {
      TableName: 'things',
      Key: { id: 'a' },
      UpdateExpression: 'ADD n :n',
      ExpressionAttributeValues: { ':n': 1 },
    });
    spoil(told[1]?.[0]?.before as Spoiled);
    expect(get('a')).toEqual({ ...item(), n: 1 });
  });

  test('the values of an update', () => {
    const { get, store } = aStore();
    const value = [{ x: 1 }];
    store.execute('UpdateCommand', {
      TableName: 'things',
      Key: { id: 'a' },
      UpdateExpression: 'SET k = :v',
      ExpressionAttributeValues: { ':v': value },
    });
    value.push({ x: 2 });
    expect(get('a')).toEqual({ id: 'a', k: [{ x: 1 }] });
  });
});

describe('changes', () => {
  it('are told as they were and are, one call for each write', () => {
    const { put, store, told } = aStore();
    put({ id: 'a', n: 1 });
    put({ id: 'a', n: 2 });
    store.execute('DeleteCommand', { TableName: 'things', Key: { id: 'a' } });
    expect(told).toEqual([
      [{ table: 'things', after: { id: 'a', n: 1 } }],
      [{ table: 'things', before: { id: 'a', n: 1 }, after: { id: 'a', n: 2 } }],
      [{ table: 'things', before: { id: 'a', n: 2 } }],
    ]);
  });

  it('of a transaction are told in one call, without what stayed the same', () => {
    const { put, told, write } = aStore();
    put({ id: 'a', tags: new Set(['x', 'y']) });
    write([
      aPut({ id: 'b' }),
      aPut({ tags: new Set(['y', 'x']), id: 'a' }),
      {
        ConditionCheck: {
          TableName: 'things',
          Key: { id: 'd' },
          ConditionExpression: 'attribute_not_exists(id)',
        },
      },
      { Put: { TableName: 'steps', Item: { holder: 'o', step: '1' } } },
    ]);
    expect(told.slice(1)).toEqual([
      [
        { table: 'things', after: { id: 'b' } },
        { table: 'steps', after: { holder: 'o', step: '1' } },
      ],
    ]);
  });

  it('that change nothing are not told', () => {
    const { put, store, told, write } = aStore();
    put({ id: 'a', n: 1 });
    put({ n: 1, id: 'a' });
    store.execute('DeleteCommand', { TableName: 'things', Key: { id: 'b' } });
    expect(() => put({ id: 'a' }, { ConditionExpression: 'attribute_exists(x)' })).toThrow();
    expect(() =>
      write([aPut({ id: 'b' }), aPut({ id: 'a' }, { ConditionExpression: 'attribute_exists(x)' })]),
    ).toThrow();
    expect(told).toHaveLength(1);
  });

  it('of a batch are told one by one', () => {
    const { store, told } = aStore();
    const requests = [{ PutRequest: { Item: { id: 'a' } } }, { PutRequest: { Item: { id: 'b' } } }];
    store.execute('BatchWriteCommand', { RequestItems: { things: requests } });
    expect(told).toEqual([
      [{ table: 'things', after: { id: 'a' } }],
      [{ table: 'things', after: { id: 'b' } }],
    ]);
  });

  it('can be read and followed by others when they are told', () => {
    const store: InMemoryDynamoDb = new InMemoryDynamoDb(TABLES, {
      now: () => 0,
      onChange: ([change]) => {
        if (change?.after?.['id'] !== 'a') return;
        const { Item } = store.execute('GetCommand', { TableName: 'things', Key: { id: 'a' } }) as {
          Item: Item;
        };
        store.execute('PutCommand', { TableName: 'things', Item: { ...Item, id: 'b' } });
      },
    });
    store.execute('PutCommand', { TableName: 'things', Item: { id: 'a', n: 1 } });
    expect(store.items('things')).toContainEqual({ id: 'b', n: 1 });
  });
});

describe('the token of a transaction', () => {
  const isNew = { ConditionExpression: 'attribute_not_exists(id)' };

  it('is known for ten minutes', () => {
    const { pass, write } = aStore();
    write([aPut({ id: 'a' }, isNew)], 'token');
    pass(10 * 60_000 - 1);
    expect(write([aPut({ id: 'a' }, isNew)], 'token')).toEqual({});
    pass(1);
    expect(() => write([aPut({ id: 'a' }, isNew)], 'token')).toThrow(TransactionCanceledException);
  });

  it.each<[string, object[]]>([
    ['another item', [aPut({ id: 'b' })]],
    ['another value', [aPut({ id: 'a', n: 2 })]],
    ['another condition', [aPut({ id: 'a', n: 1 }, isNew)]],
    ['more writes', [aPut({ id: 'a', n: 1 }), aPut({ id: 'b' })]],
    ['another kind of write', [{ Delete: { TableName: 'things', Key: { id: 'a', n: 1 } } }]],
  ])('does not fit %s', (_, items) => {
    const { write } = aStore();
    write([aPut({ id: 'a', n: 1 })], 'token');
    expect(() => write(items, 'token')).toThrow(IdempotentParameterMismatchException);
  });

  it('fits the same writes even if their object was changed after the first time', () => {
    const { write } = aStore();
    const item = { id: 'a', list: [1] };
    write([aPut(item)], 'token');
    item.list.push(2);
    expect(() => write([aPut(item)], 'token')).toThrow(IdempotentParameterMismatchException);
    expect(write([aPut({ id: 'a', list: [1] })], 'token')).toEqual({});
  });
});

describe('a scan', () => {
  const ids = Array.from({ length: 300 }, (_, index) => `id-${index}`);
  const filled = () => {
    const given = aStore();
    for (const id of ids) given.put({ id });
    const scan = (input: object) =>
      given.store.execute('ScanCommand', { TableName: 'things', ...input }) as {
        Items: Item[];
        LastEvaluatedKey?: Item;
      };
    return { ...given, scan };
  };
  const idsOf = (items: readonly Item[]) => items.map(({ id }) => String(id));

  it('has every item in one of its segments, which are about equal', () => {
    const { scan } = filled();
    const segments = [0, 1, 2].map((Segment) => idsOf(scan({ Segment, TotalSegments: 3 }).Items));
    expect(segments.flat().toSorted()).toEqual(ids.toSorted());
    for (const segment of segments) expect(segment.length).toBeGreaterThan(70);
  });

  it('has the same order each time, which is not that of the keys', () => {
    const [one, other] = [filled().scan({}), filled().scan({})].map(({ Items }) => idsOf(Items));
    expect(one).toEqual(other);
    expect(one).not.toEqual(one?.toSorted());
  });

  it('has all items that stay, even if others come and go between its pages', () => {
    const { put, scan, store } = filled();
    const found: string[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = scan({ Limit: 7, ExclusiveStartKey });
      found.push(...idsOf(page.Items));
      ExclusiveStartKey = page.LastEvaluatedKey;
      put({ id: `new-${found.length}` });
      if (ExclusiveStartKey !== undefined) {
        store.execute('DeleteCommand', { TableName: 'things', Key: ExclusiveStartKey });
      }
    } while (ExclusiveStartKey !== undefined);
    expect(found.filter((id) => id.startsWith('id-')).toSorted()).toEqual(ids.toSorted());
  });
});

test('a batch read leaves keys unprocessed when its answer would have more than 16 MB', () => {
  const { put, store } = aStore();
  const ids = Array.from({ length: 45 }, (_, index) => `${index}`);
  for (const id of ids) put({ id, x: 'x'.repeat(400_000) });
  let Keys: object[] | undefined = ids.map((id) => ({ id }));
  const counts: number[] = [];
  while (Keys !== undefined) {
    const answer = store.execute('BatchGetCommand', { RequestItems: { things: { Keys } } }) as {
      Responses: { things: Item[] };
      UnprocessedKeys: { things?: { Keys: object[] } };
    };
    counts.push(answer.Responses.things.length);
    Keys = answer.UnprocessedKeys.things?.Keys;
  }
  expect(counts).toEqual([41, 4]);
});

test('what the store does not have is an error, instead of being ignored', () => {
  const { store } = aStore();
  expect(() => store.execute('ExecuteStatementCommand', {})).toThrow('is not supported');
  expect(() => store.execute('toString', {})).toThrow('is not supported');
  expect(() =>
    store.execute('PutCommand', {
      TableName: 'things',
      Item: { id: 'a' },
      Expected: { id: { Exists: false } },
    }),
  ).toThrow('Expected is not supported');
});

test('errors are those of the SDK', () => {
  const { put, store, write } = aStore();
  const failing = { ConditionExpression: 'attribute_exists(id)' };
  expect(() => put({ id: 'a' }, failing)).toThrow(ConditionalCheckFailedException);
  expect(() => write([aPut({ id: 'a' }, failing)])).toThrow(TransactionCanceledException);
  expect(() => store.execute('ScanCommand', { TableName: 'nothing' })).toThrow(ResourceNotFoundException);
  expect(() => store.items('nothing')).toThrow(ResourceNotFoundException);
  expect(() => put({})).toThrow(DynamoDBServiceException);
  expect(() => put({})).toThrow(expect.objectContaining({ name: 'ValidationException', $fault: 'client' }));
});
