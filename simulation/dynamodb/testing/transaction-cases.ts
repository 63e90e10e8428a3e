import { aCase, type Case, cancelled, done, invalid, placeholders, step, unknown } from './cases.ts';
import type { Outcome } from './outcome.ts';

const things = 'things';
const put = (Item: object, more: object = {}) => ({ Put: { TableName: things, Item, ...more } });
const remove = (id: unknown, more: object = {}) => ({ Delete: { TableName: things, Key: { id }, ...more } });
const check = (id: unknown, ConditionExpression?: string, more: object = {}) => ({
  ConditionCheck: { TableName: things, Key: { id }, ConditionExpression, ...more },
});
const update = (id: unknown, UpdateExpression?: string, given?: object, more: object = {}) => ({
  Update: { TableName: things, Key: { id }, UpdateExpression, ...placeholders(given), ...more },
});
const write = (TransactItems: readonly object[], gives: Outcome, more: object = {}, engine?: Outcome) =>
  step('TransactWriteCommand', { TransactItems, ...more }, gives, engine);

const stored = [
  { id: 'a', n: 1 },
  { id: 'b', n: 2 },
];
const unchanged = { given: { things: stored }, leaves: { things: stored } };
const refuses = (
  name: string,
  items: readonly object[],
  gives: Outcome,
  more: object = {},
  engine?: Outcome,
): Case => aCase(name, write(items, gives, more, engine), unchanged);

const isNew = { ConditionExpression: 'attribute_not_exists(id)' };
const shown = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };

export const transactionCases: readonly Case[] = [
  aCase(
    'all writes of a transaction are applied',
    write(
      [
        put({ id: 'c', n: 3 }, isNew),
        update('a', 'ADD n :n', { ':n': 10 }),
        remove('b', { ConditionExpression: 'n = :n', ...placeholders({ ':n': 2 }) }),
        check('d', 'attribute_not_exists(id)'),
        { Put: { TableName: 'steps', Item: { holder: 'o', step: '1' } } },
      ],
      done,
    ),
    {
      given: { things: stored },
      leaves: {
        things: [
          { id: 'a', n: 11 },
          { id: 'c', n: 3 },
        ],
        steps: [{ holder: 'o', step: '1' }],
      },
    },
  ),
  refuses(
    'one failed condition cancels all writes',
    [put({ id: 'c' }), put({ id: 'a' }, isNew), remove('b')],
    cancelled('None', 'ConditionalCheckFailed', 'None'),
  ),
  refuses(
    'every failed condition is reported, with the item if asked to',
    [
      put({ id: 'a' }, { ...isNew, ...shown }),
      check('b', 'attribute_exists(absent)', shown),
      remove('none', { ConditionExpression: 'attribute_exists(id)', ...shown }),
      update('c', 'SET n = :n', { ':n': 1 }),
    ],
    cancelled(
      { Code: 'ConditionalCheckFailed', Item: { id: { S: 'a' }, n: { N: '1' } } },
      { Code: 'ConditionalCheckFailed', Item: { id: { S: 'b' }, n: { N: '2' } } },
      'ConditionalCheckFailed',
      'None',
    ),
  ),
  refuses(
    'an update that does not fit the item cancels the transaction',
    [update('a', 'SET k = absent'), remove('b', { ConditionExpression: 'attribute_not_exists(id)' })],
    cancelled('ValidationError', 'ConditionalCheckFailed'),
  ),
  refuses(
    'an index key of the wrong type cancels the transaction',
    [put({ id: 'c', score: 'x' }), update('a', 'SET score = :r', { ':r': 'x' }), remove('b')],
    cancelled('ValidationError', 'ValidationError', 'None'),
  ),
  refuses(
    'a key of the wrong type cancels the transaction',
    [put({ id: 1 }), remove('b')],
    cancelled('ValidationError', 'None'),
  ),
  refuses('an item without its key cancels the transaction', [put({ n: 1 })], cancelled('ValidationError')),
  refuses(
    'an item that grows too large cancels the transaction',
    [update('a', 'SET x = :x, y = :y', { ':x': 'x'.repeat(300_000), ':y': 'x'.repeat(200_000) })],
    cancelled('ValidationError'),
  ),
  refuses('two writes of one item', [put({ id: 'c' }), check('c', 'attribute_exists(id)')], invalid),
  refuses('no writes', [], invalid),
  refuses(
    '101 writes',
    Array.from({ length: 101 }, (_, id) => remove(`${id}`)),
    invalid,
  ),
  aCase(
    '100 writes',
    write(
      Array.from({ length: 100 }, (_, id) => put({ id: `${id}` })),
      done,
    ),
  ),
  refuses('an empty key', [put({ id: '' })], invalid),
  refuses('an empty key of an index', [put({ id: 'c', group: '' })], invalid),
  refuses('an item of more than 400 KB', [put({ id: 'c', x: 'x'.repeat(409_600) })], invalid),
  refuses(
    'items of more than 4 MB',
    Array.from({ length: 11 }, (_, id) => put({ id: `${id}`, x: 'x'.repeat(400_000) })),
    invalid,
  ),
  refuses('an unknown table', [remove('a'), { Delete: { TableName: 'nothing', Key: { id: 'a' } } }], unknown),
  refuses('an update without an expression', [update('a')], invalid),
  // The engine finds out while it applies the writes.
  refuses(
    'an invalid expression',
    [remove('a'), check('b', 'n = ')],
    invalid,
    {},
    cancelled('None', 'ValidationError'),
  ),
  refuses(
    'a placeholder without a value',
    [update('a', 'SET n = :n')],
    invalid,
    {},
    cancelled('ValidationError'),
  ),
  // The engine changes the key.
  refuses(
    'a key in an update',
    [update('a', 'SET id = :v', { ':v': 'x' })],
    cancelled('ValidationError'),
    {},
    done,
  ),
  // The engine applies the first of them.
  refuses('an entry with two writes', [{ ...put({ id: 'c' }), ...remove('a') }], invalid, {}, done),
  refuses('an entry without a write', [{}], invalid),

  aCase(
    'a transaction with a known token is applied once',
    [
      write([update('a', 'ADD n :n', { ':n': 1 })], done, { ClientRequestToken: 'token' }),
      write([update('a', 'ADD n :n', { ':n': 1 })], done, { ClientRequestToken: 'token' }),
      write([update('a', 'ADD n :n', { ':n': 1 })], done, { ClientRequestToken: 'other' }),
    ],
    { leaves: { things: [{ id: 'a', n: 2 }] } },
  ),
  aCase(
    'a known token does not fit another transaction',
    [
      write([put({ id: 'a', n: 1 })], done, { ClientRequestToken: 'mismatch' }),
      write(
        [put({ id: 'a', n: 2 })],
        { error: 'IdempotentParameterMismatchException' },
        {
          ClientRequestToken: 'mismatch',
        },
      ),
    ],
    { leaves: { things: [{ id: 'a', n: 1 }] } },
  ),
  aCase('a known token hides a condition that would fail now', [
    write([put({ id: 'a' }, isNew)], done, { ClientRequestToken: 'claim' }),
    write([put({ id: 'a' }, isNew)], done, { ClientRequestToken: 'claim' }),
    write([put({ id: 'a' }, isNew)], cancelled('ConditionalCheckFailed'), { ClientRequestToken: 'again' }),
  ]),
  aCase(
    'the token of a cancelled transaction is free',
    [
      write([put({ id: 'a' }, isNew)], cancelled('ConditionalCheckFailed'), { ClientRequestToken: 'free' }),
      step('DeleteCommand', { TableName: things, Key: { id: 'a' } }, done),
      write([put({ id: 'a', n: 7 }, isNew)], done, { ClientRequestToken: 'free' }),
    ],
    { given: { things: [{ id: 'a' }] }, leaves: { things: [{ id: 'a', n: 7 }] } },
  ),
  refuses('a token that is too long', [remove('a')], invalid, { ClientRequestToken: 'x'.repeat(37) }),

  aCase(
    'a transaction of reads',
    step(
      'TransactGetCommand',
      {
        TransactItems: [
          { Get: { TableName: things, Key: { id: 'a' }, ProjectionExpression: 'n' } },
          { Get: { TableName: things, Key: { id: 'none' } } },
        ],
      },
      { Responses: [{ Item: { n: 1 } }, {}] },
      // The engine adds the key.
      { Responses: [{ Item: { id: 'a', n: 1 } }, {}] },
    ),
    { given: { things: stored } },
  ),
];
