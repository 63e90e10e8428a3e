import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { batchWrite } from '../dynamodb/batch-write.ts';
import { throughContention } from '../dynamodb/contention.ts';
import { changesFromStream, isShownLater } from './search-changes.ts';
import { rowsOf, type Searchable } from './search-row.ts';

/** An index, and how its rows are made. */
export interface FollowedIndex<Item> {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly searchable: Searchable<Item, unknown>;
}

/**
 * Writes the rows of an index that come from the stream. The same changes may come again, and those of an entity come in order, so
 * nothing is read before.
 * @param entities each with all states that it had, the last of them at the end; undefined where it did not exist.
 * @throws Refusal `overloaded`; some rows may be written then.
 */
export async function followStream<Item extends { readonly version: number }>(
  index: FollowedIndex<Item>,
  entities: readonly (readonly (Item | undefined)[])[],
): Promise<void> {
  const { client, table, searchable } = index;
  const changes = entities.map((states) => changesFromStream(searchable, states));
  await batchWrite(client, table, [
    ...changes.flatMap(({ put }) => put.map((Item) => ({ PutRequest: { Item } }))),
    ...changes.flatMap(({ remove }) => remove.map((Key) => ({ DeleteRequest: { Key: { ...Key } } }))),
  ]);
  const shown = entities.flatMap((states) => {
    const [before, after] = states.slice(-2);
    return after !== undefined && isShownLater(searchable, before, after) ? [after] : [];
  });
  await Promise.all(shown.map((item) => showInListOfAll(index, item)));
}

/**
 * Shows an entity in the list of all, unless a later version is shown there. Nor if it is not there at all: it was renamed or
 * removed, in a transaction that the stream has not told of yet.
 */
async function showInListOfAll<Item extends { readonly version: number }>(
  { client, table, searchable }: FollowedIndex<Item>,
  item: Item,
): Promise<void> {
  const [row] = rowsOf(searchable, item, 'at once');
  const put = new PutCommand({
    TableName: table,
    Item: row,
    ConditionExpression: '#item.#version < :version',
    ExpressionAttributeNames: { '#item': 'item', '#version': 'version' },
    ExpressionAttributeValues: { ':version': item.version },
  });
  await throughContention(async () => {
    try {
      await client.send(put);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  });
}
