import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aStreamedTable, succeeded } from './testing/streamed-table.ts';

const table = { TableName: 'orders' };
const Key = { id: { S: 'a' } };
const values = { ExpressionAttributeValues: { ':v': { S: 'a' } } };
const byId = { KeyConditionExpression: 'id = :v', ...values };

/** Every place where a request can have an expression. */
const places: Readonly<Record<string, (expression: string) => readonly [operation: string, input: object]>> =
  {
    update: (e) => ['UpdateItem', { ...table, Key, UpdateExpression: e, ...values }],
    'condition of an update': (e) => [
      'UpdateItem',
      { ...table, Key, UpdateExpression: 'SET n = :v', ConditionExpression: e, ...values },
    ],
    'condition of a put': (e) => ['PutItem', { ...table, Item: Key, ConditionExpression: e, ...values }],
    'condition of a removal': (e) => ['DeleteItem', { ...table, Key, ConditionExpression: e, ...values }],
    'projection of a read': (e) => ['GetItem', { ...table, Key, ProjectionExpression: e }],
    'key of a query': (e) => ['Query', { ...table, KeyConditionExpression: e, ...values }],
    'filter of a query': (e) => ['Query', { ...table, ...byId, FilterExpression: e }],
    'projection of a query': (e) => ['Query', { ...table, ...byId, ProjectionExpression: e }],
    'filter of a scan': (e) => ['Scan', { ...table, FilterExpression: e, ...values }],
    'projection of a scan': (e) => ['Scan', { ...table, ProjectionExpression: e }],
    'projection of a batch': (e) => [
      'BatchGetItem',
      { RequestItems: { orders: { Keys: [Key], ProjectionExpression: e } } },
    ],
    'update in a transaction': (e) => [
      'TransactWriteItems',
      { TransactItems: [{ Update: { ...table, Key, UpdateExpression: e, ...values } }] },
    ],
    'check in a transaction': (e) => [
      'TransactWriteItems',
      { TransactItems: [{ ConditionCheck: { ...table, Key, ConditionExpression: e, ...values } }] },
    ],
    'projection in a transaction': (e) => [
      'TransactGetItems',
      { TransactItems: [{ Get: { ...table, Key, ProjectionExpression: e } }] },
    ],
    statement: (e) => ['ExecuteStatement', { Statement: e }],
    'statement of a batch': (e) => ['BatchExecuteStatement', { Statements: [{ Statement: e }] }],
    'statement of a transaction': (e) => ['ExecuteTransaction', { TransactStatements: [{ Statement: e }] }],
  };

const words = [
  'SET ',
  'REMOVE ',
  'ADD ',
  'DELETE ',
  'id',
  'n',
  ' = ',
  ':v',
  '#n',
  '[0]',
  '.',
  ',',
  '(',
  ')',
  ' AND ',
];
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom('€', 'é', '\u{1F600}', '\u00a0'),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

test.each(Object.keys(places))('no expression as %s crashes the engine', async (place) => {
  const restarts: string[] = [];
  const { call } = await aStreamedTable(
    () => succeeded,
    {},
    { onRestart: (reason) => restarts.push(reason) },
  );
  await call('PutItem', { TableName: 'orders', Item: Key });
  const send = (expression: string) => {
    const [operation, input] = places[place]?.(expression) ?? ['', {}];
    return call(operation, input);
  };
  for (const expression of [
    'SET € = :v',
    '€',
    'n, é',
    'SET n = :é',
    '#é',
    '\u{1F600} = :v',
    'n = :v\u00a0',
  ]) {
    const { status, body } = await send(expression);
    // Statements in a batch fail one by one.
    expect(status === 400 ? body.__type : body.Responses?.[0].Error.Code).toMatch(
      /Validation(Exception|Error)$/,
    );
  }
  await fc.assert(
    fc.asyncProperty(hostile, async (expression) => {
      expect([200, 400]).toContain((await send(expression)).status);
    }),
    { numRuns: 60 },
  );
  expect(restarts).toEqual([]);
});
