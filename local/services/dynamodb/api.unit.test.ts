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
  [
    'a query needs its action on the table',
    'dynamodb',
    'Query',
    { TableName: 'orders' },
    [`Query ${prefix}/orders`],
  ],
  [
    'a query of an index needs its action on the index only',
    'dynamodb',
    'Query',
    { TableName: 'orders', IndexName: 'by-time' },
    [`Query ${prefix}/orders/index/by-time`],
  ],
  [
    'a scan of an index needs its action on the index only',
    'dynamodb',
    'Scan',
    { TableName: 'orders', IndexName: 'by-time' },
    [`Scan ${prefix}/orders/index/by-time`],
  ],
  [
    'a batch needs its action on every table',
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
  ['an operation without a table needs its action on *', 'dynamodb', 'ListTables', {}, ['ListTables *']],
  ['an invalid table name needs the action on *', 'dynamodb', 'PutItem', { TableName: 3 }, ['PutItem *']],
  [
    'tagging needs its action on the resource',
    'dynamodb',
    'TagResource',
    { ResourceArn: `${prefix}/orders` },
    [`TagResource ${prefix}/orders`],
  ],
  [
    'a PartiQL statement needs an action of that name on *',
    'dynamodb',
    'ExecuteStatement',
    {},
    ['ExecuteStatement *'],
  ],
  [
    'any other operation needs the action of its own name',
    'dynamodb',
    'DescribeTable',
    { TableName: 'a' },
    [`DescribeTable ${prefix}/a`],
  ],
  [
    'a shard iterator needs its action on the stream',
    'streams',
    'GetShardIterator',
    { StreamArn: stream },
    [`GetShardIterator ${stream}`],
  ],
  [
    'reading records needs its action on any stream',
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
