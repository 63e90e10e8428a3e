import { aCase, type Case, done, failed, invalid, placeholders, step, unknown, unsent } from './cases.ts';
import type { Outcome } from './outcome.ts';

const get = (Key: object | undefined, gives: Outcome, more: object = {}, engine?: Outcome) =>
  step('GetCommand', { TableName: 'things', Key, ...more }, gives, engine);
const put = (Item: object | undefined, gives: Outcome, more: object = {}, engine?: Outcome) =>
  step('PutCommand', { TableName: 'things', Item, ...more }, gives, engine);
const remove = (Key: object, gives: Outcome, more: object = {}) =>
  step('DeleteCommand', { TableName: 'things', Key, ...more }, gives);

const everything = {
  id: 'a',
  text: '',
  n: -1.5,
  big: 12345678901234567890n,
  flag: false,
  none: null,
  list: [[], {}, [1]],
  map: { a: { b: new Set(['c']) } },
  strings: new Set(['x', 'y']),
  numbers: new Set([1, 0.5]),
  binaries: new Set([new Uint8Array([1])]),
  bytes: new Uint8Array([0, 255]),
};
const nested = { id: 'a', letters: [{ x: 1, y: 2 }, 'b', 'c'], chart: { x: { deep: 1 }, y: 2 } };
const nestedIn = (levels: number): unknown => (levels === 0 ? 1 : [nestedIn(levels - 1)]);

const refusedKey = (name: string, Key: object | undefined): Case => aCase(name, get(Key, invalid));
const refusedPut = (name: string, Item: object | undefined, gives = invalid): Case =>
  aCase(name, put(Item, gives));
const projection = (text: string, Item: object | undefined, given?: object, engine?: Outcome): Case =>
  aCase(
    `reads ${text}`,
    get(
      { id: 'a' },
      Item === undefined ? invalid : { Item },
      { ProjectionExpression: text, ...placeholders(given) },
      engine,
    ),
    { given: { things: [nested] } },
  );

export const itemCases: readonly Case[] = [
  aCase('every type is read as it was written', [
    put(everything, done),
    get({ id: 'a' }, { Item: everything }),
  ]),
  aCase('an item that is not there', [get({ id: 'a' }, done), remove({ id: 'a' }, done)]),
  aCase(
    'undefined fields are not stored',
    put({ id: 'a', gone: undefined, list: [1, undefined], map: { gone: undefined } }, done),
    { leaves: { things: [{ id: 'a', list: [1], map: {} }] } },
  ),
  aCase('a put replaces the whole item and returns the old one', [
    put({ id: 'a', x: 1 }, done),
    put({ id: 'a', y: 2 }, { Attributes: { id: 'a', x: 1 } }, { ReturnValues: 'ALL_OLD' }),
    get({ id: 'a' }, { Item: { id: 'a', y: 2 } }),
  ]),
  aCase('a removal returns the old item', [
    put({ id: 'a', x: 1 }, done),
    remove({ id: 'a' }, { Attributes: { id: 'a', x: 1 } }, { ReturnValues: 'ALL_OLD' }),
    get({ id: 'a' }, done),
  ]),
  aCase('a put that must be the first', [
    put({ id: 'a' }, done, { ConditionExpression: 'attribute_not_exists(id)' }),
    put({ id: 'a', x: 1 }, failed, { ConditionExpression: 'attribute_not_exists(id)' }),
    get({ id: 'a' }, { Item: { id: 'a' } }),
  ]),
  aCase(
    'optimistic locking',
    [
      put({ id: 'a', version: 2 }, done, {
        ConditionExpression: 'version = :before',
        ...placeholders({ ':before': 1 }),
      }),
      put({ id: 'a', version: 2 }, failed, {
        ConditionExpression: 'version = :before',
        ...placeholders({ ':before': 1 }),
      }),
      put({ id: 'a', version: 3 }, done, {
        ConditionExpression: 'attribute_not_exists(id) OR version < :version',
        ...placeholders({ ':version': 3 }),
      }),
    ],
    { given: { things: [{ id: 'a', version: 1 }] }, leaves: { things: [{ id: 'a', version: 3 }] } },
  ),
  aCase(
    'a failed condition shows the item if asked to',
    remove(
      { id: 'a' },
      { ...failed, Item: { id: { S: 'a' }, tags: { SS: ['x'] } } },
      { ConditionExpression: 'attribute_exists(x)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
    ),
    { given: { things: [{ id: 'a', tags: new Set(['x']) }] } },
  ),
  aCase('keys of numbers and binaries', [
    step('PutCommand', { TableName: 'readings', Item: { meter: 'm', at: -1.5, x: 1 } }, done),
    step(
      'GetCommand',
      { TableName: 'readings', Key: { meter: 'm', at: -1.5 } },
      {
        Item: { meter: 'm', at: -1.5, x: 1 },
      },
    ),
    step('PutCommand', { TableName: 'blobs', Item: { hash: new Uint8Array([0, 200]) } }, done),
    step(
      'GetCommand',
      { TableName: 'blobs', Key: { hash: new Uint8Array([0, 200]) } },
      {
        Item: { hash: new Uint8Array([0, 200]) },
      },
    ),
    step('GetCommand', { TableName: 'blobs', Key: { hash: new Uint8Array([0]) } }, done),
    step('GetCommand', { TableName: 'blobs', Key: { hash: 'AMg=' } }, invalid),
  ]),

  projection('id, chart.x', { id: 'a', chart: { x: { deep: 1 } } }),
  projection('letters[2], letters[0].y', { letters: [{ y: 2 }, 'c'] }),
  projection('#m.#x.deep, chart.y', { chart: { x: { deep: 1 }, y: 2 } }, { '#m': 'chart', '#x': 'x' }),
  projection('absent, chart.absent, letters[7]', {}),
  projection('chart, chart.x', undefined),
  projection('letters[0], letters[0].x', undefined),
  projection('chart.x, chart', undefined),
  // The engine ignores the second one.
  projection('letters[0], letters.x', undefined, {}, { Item: { letters: [{ x: 1, y: 2 }] } }),
  projection('id, id', undefined),
  projection('id,', undefined),
  projection('#x', undefined),
  projection('name', undefined),
  projection(':v', undefined),

  refusedKey('a read without a key', undefined),
  refusedKey('a key of no attribute', {}),
  refusedKey('a key of the wrong type', { id: 1 }),
  refusedKey('a key of the wrong attribute', { name: 'a' }),
  refusedKey('a key with more than the key', { id: 'a', x: 1 }),
  refusedKey('an empty key', { id: '' }),
  refusedKey('a key of more than 2,048 bytes', { id: 'ä'.repeat(1025) }),
  aCase(
    'a sort key of more than 1,024 bytes',
    step('PutCommand', { TableName: 'steps', Item: { holder: 'a', step: 'ä'.repeat(513) } }, invalid),
  ),
  aCase('the longest keys', [
    step(
      'PutCommand',
      { TableName: 'steps', Item: { holder: 'ä'.repeat(1024), step: 'ä'.repeat(512) } },
      done,
    ),
  ]),
  aCase(
    'a key without its sort key',
    step('GetCommand', { TableName: 'steps', Key: { holder: 'a' } }, invalid),
  ),
  aCase('an unknown table', [
    step('GetCommand', { TableName: 'nothing', Key: { id: 'a' } }, unknown),
    step('PutCommand', { TableName: 'nothing', Item: { id: 'a' } }, unknown),
    step(
      'QueryCommand',
      {
        TableName: 'nothing',
        KeyConditionExpression: 'id = :v',
        ...placeholders({ ':v': 'a' }),
      },
      unknown,
    ),
    step('ScanCommand', { TableName: 'nothing' }, unknown),
  ]),
  refusedPut('a put without an item', undefined),
  refusedPut('an item without its key', { x: 1 }),
  refusedPut('an item with an empty key', { id: '' }),
  refusedPut('an item with a key of the wrong type', { id: null }),
  refusedPut('an item with an index key of the wrong type', { id: 'a', score: '1' }),
  refusedPut('an item with an empty index key', { id: 'a', group: '' }),
  refusedPut('an item with a missing index key that is null', { id: 'a', group: null }),
  refusedPut('an item of more than 400 KB', { id: 'a', x: 'x'.repeat(409_600 - 3) }),
  aCase('an item of 400 KB', put({ id: 'a', x: 'x'.repeat(409_600 - 4) }, done)),
  refusedPut('an item of more than 400 KB with its lists and maps', {
    id: 'a',
    m: {},
    x: 'x'.repeat(409_600 - 7),
  }),
  aCase(
    'an item of 400 KB with its lists and maps',
    put({ id: 'a', m: {}, x: 'x'.repeat(409_600 - 8) }, done),
  ),
  aCase('a negative zero is zero', [
    put({ id: 'a', n: -0 }, done),
    get({ id: 'a' }, { Item: { id: 'a', n: 0 } }),
  ]),
  refusedPut('an item of more than 32 levels', { id: 'a', x: nestedIn(32) }),
  aCase('an item of 31 nested lists', put({ id: 'a', x: nestedIn(31) }, done)),
  refusedPut('an empty set', { id: 'a', x: new Set() }, unsent),
  refusedPut('a number that is none', { id: 'a', x: Number.NaN }, unsent),
  refusedPut('an integer that JavaScript may have rounded', { id: 'a', x: 2 ** 60 }, unsent),
  refusedPut('an object of a class', { id: 'a', x: new Date(0) }, unsent),
  refusedPut('a number of more than 38 digits', { id: 'a', x: 10n ** 39n + 1n }),
  refusedPut('a number that is too small', { id: 'a', x: 1e-140 }),
  aCase('placeholders without an expression', [
    put({ id: 'a' }, invalid, placeholders({ ':v': 1 })),
    put({ id: 'a' }, invalid, placeholders({ '#v': 'x' })),
    get({ id: 'a' }, invalid, placeholders({ '#v': 'x' })),
  ]),
  aCase('empty placeholders', [
    put({ id: 'a' }, invalid, { ConditionExpression: 'attribute_exists(x)', ExpressionAttributeNames: {} }),
    put({ id: 'a' }, invalid, { ConditionExpression: 'attribute_exists(x)', ExpressionAttributeValues: {} }),
  ]),
  aCase('return values that a put does not have', put({ id: 'a' }, invalid, { ReturnValues: 'ALL_NEW' })),

  aCase(
    'a batch reads the items that there are',
    step(
      'BatchGetCommand',
      {
        RequestItems: {
          things: { Keys: [{ id: 'a' }, { id: 'none' }], ProjectionExpression: 'id' },
          steps: { Keys: [{ holder: 'o', step: '1' }], ConsistentRead: true },
        },
      },
      { Responses: { things: [{ id: 'a' }], steps: [{ holder: 'o', step: '1' }] }, UnprocessedKeys: {} },
    ),
    { given: { things: [{ id: 'a', x: 1 }], steps: [{ holder: 'o', step: '1' }] } },
  ),
  aCase(
    'a batch that finds nothing',
    step(
      'BatchGetCommand',
      { RequestItems: { things: { Keys: [{ id: 'a' }] } } },
      { Responses: { things: [] }, UnprocessedKeys: {} },
    ),
  ),
  ...Object.entries({
    'no table': {},
    'no keys': { things: { Keys: [] } },
    'the same key twice': { things: { Keys: [{ id: 'a' }, { id: 'a' }] } },
    'a wrong key': { things: { Keys: [{ id: 1 }] } },
    'more than 100 keys': { things: { Keys: Array.from({ length: 101 }, (_, id) => ({ id: `${id}` })) } },
  }).map(([name, RequestItems]) =>
    aCase(`a batch read of ${name}`, step('BatchGetCommand', { RequestItems }, invalid)),
  ),
  aCase(
    'a batch of writes',
    step(
      'BatchWriteCommand',
      {
        RequestItems: {
          things: [{ PutRequest: { Item: { id: 'b', x: 1 } } }, { DeleteRequest: { Key: { id: 'a' } } }],
          steps: [{ PutRequest: { Item: { holder: 'o', step: '1' } } }],
        },
      },
      { UnprocessedItems: {} },
    ),
    {
      given: { things: [{ id: 'a' }] },
      leaves: { things: [{ id: 'b', x: 1 }], steps: [{ holder: 'o', step: '1' }] },
    },
  ),
  ...Object.entries({
    'no table': {},
    'no writes': { things: [] },
    'the same key twice': {
      things: [{ PutRequest: { Item: { id: 'b' } } }, { DeleteRequest: { Key: { id: 'b' } } }],
    },
    'a wrong key': { things: [{ PutRequest: { Item: { id: 'b' } } }, { DeleteRequest: { Key: { id: 1 } } }] },
    'a wrong index key': {
      things: [{ PutRequest: { Item: { id: 'b' } } }, { PutRequest: { Item: { id: 'c', score: 'x' } } }],
    },
    'more than 25': {
      things: Array.from({ length: 26 }, (_, id) => ({ DeleteRequest: { Key: { id: `${id}` } } })),
    },
  }).map(([name, RequestItems]) =>
    aCase(`a batch of writes with ${name}`, step('BatchWriteCommand', { RequestItems }, invalid), {
      leaves: { things: [] },
    }),
  ),
  aCase(
    'a batch for an unknown table',
    step(
      'BatchWriteCommand',
      { RequestItems: { nothing: [{ DeleteRequest: { Key: { id: 'a' } } }] } },
      unknown,
    ),
  ),
];
