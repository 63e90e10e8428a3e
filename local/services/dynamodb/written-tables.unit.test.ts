import { expect, test } from 'vitest';
import { writtenTables } from './written-tables.ts';

test.each<[operation: string, body: unknown, tables: string[]]>([
  ['PutItem', { TableName: 'orders', Item: {} }, ['orders']],
  ['UpdateItem', { TableName: 'orders', Key: {} }, ['orders']],
  ['DeleteItem', { TableName: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders', Key: {} }, ['orders']],
  ['BatchWriteItem', { RequestItems: { orders: [], customers: [] } }, ['orders', 'customers']],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { ConditionCheck: { TableName: 'products' } },
        { Put: { TableName: 'orders' } },
        { Update: { TableName: 'customers' } },
        { Delete: { TableName: 'orders' } },
      ],
    },
    ['orders', 'customers'],
  ],
  ['GetItem', { TableName: 'orders' }, []],
  ['Query', { TableName: 'orders' }, []],
  ['PutItem', { TableName: 7 }, []],
])('%s %j may write %j', (operation, body, tables) => {
  expect(writtenTables(operation, JSON.stringify(body))).toEqual(new Set(tables));
});

test('PartiQL may write every table', () => {
  expect(writtenTables('ExecuteStatement', '{}')).toBe('every');
});

test('a body that is not JSON writes nothing', () => {
  expect(writtenTables('PutItem', '{"TableName":')).toEqual(new Set());
});
