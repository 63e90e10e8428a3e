import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbApi } from '../../local/services/dynamodb/api.ts';
import { actionName, type Grant } from '../constructs/stores/grant.ts';

const operations: Readonly<Record<string, string>> = {
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  BatchGetCommand: 'BatchGetItem',
  BatchWriteCommand: 'BatchWriteItem',
  QueryCommand: 'Query',
  ScanCommand: 'Scan',
  TransactWriteCommand: 'TransactWriteItems',
};

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: { readonly TableName?: string };
}

/**
 * The actions that code calls on tables, such as `PutItem Products`, sorted.
 * @param use calls the code with a client for which every write succeeds.
 * @param stored the item that is read from each table; default none.
 */
export async function actionsOf(
  use: (client: DynamoDBDocumentClient) => Promise<unknown>,
  stored: Readonly<Record<string, object>> = {},
): Promise<string[]> {
  const actions = new Set<string>();
  const send = async ({ constructor: { name }, input }: Command) => {
    const operation = dynamoDbApi.operations[operations[name] ?? name];
    if (operation === undefined) throw new Error(`DynamoDB has no operation for ${name}`);
    for (const { action, resource } of operation.needs(input)) {
      actions.add(`${action.replace('dynamodb:', '')} ${resource.replace(/^.*:table\//, '')}`);
    }
    const item = stored[input.TableName ?? ''];
    return name === 'GetCommand'
      ? { Item: item }
      : { Items: item === undefined ? [] : [item], Responses: {} };
  };
  // Paginators accept no other object.
  await use(Object.assign(Object.create(DynamoDBDocumentClient.prototype), { send }));
  return [...actions].toSorted();
}

/** The actions that a grant allows, in the same format. Tables are named by their construct ids. */
export const actionsAllowedBy = (grant: Grant): string[] =>
  grant
    .flatMap(([table, ...actions]) =>
      actions.flatMap((action) =>
        table
          .resourcesOf(action)
          .map((arn) => `${actionName(action)} ${[table.node.id, ...arn.split('/').slice(1)].join('/')}`),
      ),
    )
    .toSorted();
