import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbApi } from '../../local/services/dynamodb/api.ts';
import type { Grant } from '../constructs/stores/grant.ts';

const operations: Readonly<Record<string, string>> = {
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  BatchGetCommand: 'BatchGetItem',
  QueryCommand: 'Query',
  TransactWriteCommand: 'TransactWriteItems',
};

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: { readonly TableName?: string };
}

/**
 * What code asks IAM for, as `PutItem Products`, sorted.
 * @param use calls the code with a client for which every write succeeds.
 * @param stored the item that is read from each table; default none.
 */
export async function askedBy(
  use: (client: DynamoDBDocumentClient) => Promise<unknown>,
  stored: Readonly<Record<string, object>> = {},
): Promise<string[]> {
  const asked = new Set<string>();
  const send = async ({ constructor: { name }, input }: Command) => {
    const operation = dynamoDbApi.operations[operations[name] ?? name];
    if (operation === undefined) throw new Error(`DynamoDB has no operation for ${name}`);
    for (const { action, resource } of operation.needs(input)) {
      asked.add(`${action.replace('dynamodb:', '')} ${resource.replace(/^.*:table\//, '')}`);
    }
    const item = stored[input.TableName ?? ''];
    return name === 'GetCommand'
      ? { Item: item }
      : { Items: item === undefined ? [] : [item], Responses: {} };
  };
  await use({ send } as unknown as DynamoDBDocumentClient);
  return [...asked].toSorted();
}

/** What a grant allows, in the same words. Tables are called by their constructs' ids. */
export const allowedBy = (grant: Grant): string[] =>
  grant
    .flatMap(([table, ...actions]) =>
      actions.flatMap((action) =>
        table
          .resourcesOf(action)
          .map((arn) => `${action} ${[table.node.id, ...arn.split('/').slice(1)].join('/')}`),
      ),
    )
    .toSorted();
