import { expect, it } from 'vitest';
import type { Parameters } from '../aws-api.ts';
import { dynamoDbApi, dynamoDbStreamsApi } from './api.ts';

const prefix = 'arn:aws:dynamodb:us-east-1:000000000000:table';
const stream = `${prefix}/orders/stream/1`;

const apis = { dynamodb: dynamoDbApi, streams: dynamoDbStreamsApi };

it.each<[string, keyof typeof apis, string, Parameters, string[]]>([
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
  ['a table that is no name needs everything', 'dynamodb', 'PutItem', { TableName: 3 }, ['PutItem *']],
  [
    'a tag needs its resource',
    'dynamodb',
    'TagResource',
    { ResourceArn: `${prefix}/orders` },
    [`TagResource ${prefix}/orders`],
  ],
  ['a statement needs what no policy can allow', 'dynamodb', 'ExecuteStatement', {}, ['ExecuteStatement *']],
  [
    'an operation that changes no item needs its own name',
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
  const found = apis[service].operations[operation]?.needs(body) ?? [];
  expect(found.map(({ action, resource }) => `${action} ${resource}`)).toEqual(
    expected.map((one) => `dynamodb:${one}`),
  );
});
