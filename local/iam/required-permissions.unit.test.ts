import { expect, it } from 'vitest';
import { type AuthorizedService, requiredPermissions } from './required-permissions.ts';

const prefix = 'arn:aws:dynamodb:us-east-1:000000000000:table';
const stream = `${prefix}/orders/stream/1`;

it.each<[string, AuthorizedService, string, unknown, string[]]>([
  [
    'a single-item operation needs its action on the table',
    'dynamodb',
    'PutItem',
    { TableName: 'orders' },
    [`PutItem ${prefix}/orders`],
  ],
  [
    'a table may be named by ARN',
    'dynamodb',
    'GetItem',
    { TableName: `${prefix}/orders` },
    [`GetItem ${prefix}/orders`],
  ],
  ['a query needs the table', 'dynamodb', 'Query', { TableName: 'orders' }, [`Query ${prefix}/orders`]],
  [
    'a query of an index needs the index only',
    'dynamodb',
    'Query',
    { TableName: 'orders', IndexName: 'by-time' },
    [`Query ${prefix}/orders/index/by-time`],
  ],
  [
    'a scan of an index needs the index only',
    'dynamodb',
    'Scan',
    { TableName: 'orders', IndexName: 'by-time' },
    [`Scan ${prefix}/orders/index/by-time`],
  ],
  [
    'a batch needs every table',
    'dynamodb',
    'BatchWriteItem',
    { RequestItems: { a: [], b: [] } },
    [`BatchWriteItem ${prefix}/a`, `BatchWriteItem ${prefix}/b`],
  ],
  [
    'a write transaction needs the action of each entry, once per table',
    'dynamodb',
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'a' } },
        { Put: { TableName: 'a' } },
        { Update: { TableName: 'a' } },
        { Delete: { TableName: 'b' } },
        { ConditionCheck: { TableName: 'b' } },
      ],
    },
    [
      `PutItem ${prefix}/a`,
      `UpdateItem ${prefix}/a`,
      `DeleteItem ${prefix}/b`,
      `ConditionCheckItem ${prefix}/b`,
    ],
  ],
  [
    'a read transaction needs GetItem',
    'dynamodb',
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName: 'a' } }] },
    [`GetItem ${prefix}/a`],
  ],
  ['an operation on no table needs everything', 'dynamodb', 'ListTables', {}, ['ListTables *']],
  [
    'an operation that is not known needs its own name',
    'dynamodb',
    'DescribeTable',
    { TableName: 'a' },
    [`DescribeTable ${prefix}/a`],
  ],
  [
    'a shard iterator needs the stream',
    'streams',
    'GetShardIterator',
    { StreamArn: stream },
    [`GetShardIterator ${stream}`],
  ],
  [
    'records need some stream',
    'streams',
    'GetRecords',
    { ShardIterator: 'x' },
    [`GetRecords ${prefix}/*/stream/*`],
  ],
])('%s', (_, service, operation, body, expected) => {
  const found = requiredPermissions(service, operation, body);
  expect(found.map(({ action, resource }) => `${action} ${resource}`)).toEqual(
    expected.map((one) => `dynamodb:${one}`),
  );
});

it('an entry for a bus needs PutEvents there, with its source and type as context', () => {
  const bus = 'arn:aws:events:us-east-1:000000000000:event-bus';
  const entry = { EventBusName: 'shop', Source: 's', DetailType: 't' };
  const Entries = [entry, entry, { ...entry, DetailType: 'u' }, { EventBusName: `${bus}/other` }, {}];
  expect(requiredPermissions('events', 'PutEvents', { Entries })).toEqual([
    {
      action: 'events:PutEvents',
      resource: `${bus}/shop`,
      context: { 'events:source': ['s'], 'events:detail-type': ['t'] },
    },
    {
      action: 'events:PutEvents',
      resource: `${bus}/shop`,
      context: { 'events:source': ['s'], 'events:detail-type': ['u'] },
    },
    {
      action: 'events:PutEvents',
      resource: `${bus}/other`,
      context: { 'events:source': [], 'events:detail-type': [] },
    },
    {
      action: 'events:PutEvents',
      resource: `${bus}/default`,
      context: { 'events:source': [], 'events:detail-type': [] },
    },
  ]);
});

it.each([null, 'text', 3, []])('a body of %j needs no less than the action on everything', (body) => {
  expect(requiredPermissions('dynamodb', 'PutItem', body)).toEqual([
    { action: 'dynamodb:PutItem', resource: '*' },
  ]);
});
