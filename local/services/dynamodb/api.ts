import { arn } from '../../aws/arn.ts';
import type { RequiredPermission } from '../../iam/authorizer.ts';
import { isRecord } from '../../json.ts';
import { type AwsApi, distinct, type Operation, type Parameters } from '../aws-api.ts';

const protocol = { signingName: 'dynamodb', maxBodyBytes: 16 * 1024 * 1024 };

const onTable = (name: string): Operation => ({
  actions: [`dynamodb:${name}`],
  needs: ({ TableName }) => [tablePermission(name, TableName)],
});

const onTableOrIndex = (name: string): Operation => ({
  actions: [`dynamodb:${name}`],
  needs: ({ TableName, IndexName }) => [tablePermission(name, TableName, IndexName)],
});

const onEachTable = (name: string): Operation => ({
  actions: [`dynamodb:${name}`],
  needs: ({ RequestItems }) =>
    Object.keys(isRecord(RequestItems) ? RequestItems : {}).map((table) => tablePermission(name, table)),
});

const onResource = (name: string): Operation => ({
  actions: [`dynamodb:${name}`],
  needs: ({ ResourceArn }) => [tablePermission(name, ResourceArn)],
});

/** Each entry of a transaction names its own action: `{ Put: {...} }`, `{ ConditionCheck: {...} }`. */
const transaction = (...actions: string[]): Operation => ({
  actions: actions.map((action) => `dynamodb:${action}`),
  needs: ({ TransactItems }) =>
    distinct((Array.isArray(TransactItems) ? TransactItems : []).flatMap(entryPermissions)),
});

/** Its statements are not read: no policy can allow it, which leaves it to the developer. */
const partiQl = (name: string): Operation => ({
  actions: [],
  needs: () => [{ action: `dynamodb:${name}`, resource: '*' }],
});

/** DynamoDB, as far as the engine has it. */
export const dynamoDbApi: AwsApi = {
  ...protocol,
  target: 'DynamoDB_20120810',
  operations: {
    ...named(onEachTable, 'BatchGetItem', 'BatchWriteItem'),
    ...named(onTable, 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'),
    ...named(onTableOrIndex, 'Query', 'Scan'),
    ...named(onTable, 'CreateTable', 'DeleteTable', 'DescribeTable', 'ListTables', 'UpdateTable'),
    ...named(onTable, 'DescribeTimeToLive', 'UpdateTimeToLive'),
    ...named(onResource, 'ListTagsOfResource', 'TagResource', 'UntagResource'),
    ...named(partiQl, 'BatchExecuteStatement', 'ExecuteStatement', 'ExecuteTransaction'),
    TransactGetItems: transaction('GetItem'),
    TransactWriteItems: transaction('ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'),
  },
};

const onStream = (name: string): Operation => ({
  actions: [`dynamodb:${name}`],
  needs: (parameters) => [{ action: `dynamodb:${name}`, resource: streamOf(name, parameters) }],
});

/** DynamoDB Streams. */
export const dynamoDbStreamsApi: AwsApi = {
  ...protocol,
  target: 'DynamoDBStreams_20120810',
  operations: named(onStream, 'DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'),
};

function named(kind: (name: string) => Operation, ...names: string[]): Record<string, Operation> {
  return Object.fromEntries(names.map((name) => [name, kind(name)]));
}

function entryPermissions(entry: unknown): RequiredPermission[] {
  return Object.entries(isRecord(entry) ? entry : {}).map(([kind, request]) =>
    tablePermission(
      kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`,
      isRecord(request) ? request['TableName'] : undefined,
    ),
  );
}

/** A call that names no table needs the permission for all of them. */
function tablePermission(name: string, nameOrArn: unknown, indexName?: unknown): RequiredPermission {
  const action = `dynamodb:${name}`;
  if (typeof nameOrArn !== 'string') return { action, resource: '*' };
  const table = nameOrArn.startsWith('arn:') ? nameOrArn : arn('dynamodb', `table/${nameOrArn}`);
  return { action, resource: typeof indexName === 'string' ? `${table}/index/${indexName}` : table };
}

function streamOf(name: string, { StreamArn }: Parameters): string {
  if (typeof StreamArn === 'string') return StreamArn;
  if (name === 'ListStreams') return '*';
  // Only the engine knows which stream an iterator belongs to; whoever has one was allowed to get it.
  return arn('dynamodb', 'table/*/stream/*');
}
