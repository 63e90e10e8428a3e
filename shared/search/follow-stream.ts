import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type BatchWrite, batchWrite } from '../dynamodb/batch-write.ts';
import { throughContention } from '../dynamodb/contention.ts';
import { readRecords, recordOf } from './former-places.ts';
import { changesFromStream, formerRowsAfter, isShownLater, keyOf } from './search-changes.ts';
import { listedRowsOf, type Place, rowsOf, type Searchable } from './search-row.ts';

/** An index, and how its rows are made. */
export interface FollowedIndex<Item> {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly searchable: Searchable<Item, unknown>;
}

/**
 * Writes the rows of an index that come from the stream. The same changes may come again, and those of an entity come in order, so
 * no row is read before it is replaced.
 * @param entities each with all states that it had, the last of them at the end; undefined where it did not exist.
 * @throws Refusal `overloaded`; some rows may be written then.
 */
export async function followStream<Item extends { readonly version: number }>(
  index: FollowedIndex<Item>,
  entities: readonly (readonly (Item | undefined)[])[],
): Promise<void> {
  const { client, table, searchable } = index;
  const changes = await Promise.all(entities.map((states) => changesOf(index, states)));
  await batchWrite(
    client,
    table,
    changes.flatMap(({ first }) => first),
  );
  await batchWrite(
    client,
    table,
    changes.flatMap(({ last }) => last),
  );
  const shown = entities.flatMap((states) => {
    const [before, after] = states.slice(-2);
    return after !== undefined && isShownLater(searchable, before, after) ? [after] : [];
  });
  await Promise.all(shown.map((item) => showInListOfAll(index, item)));
}

/**
 * The writes for one entity. Where it was is written last: whoever meets that finds the entity in its new place, unless they have passed
 * it. The record of that is written first, and deleted last, so that a removed entity leaves no place behind.
 */
async function changesOf<Item>(
  { client, table, searchable }: FollowedIndex<Item>,
  states: readonly (Item | undefined)[],
): Promise<{ readonly first: BatchWrite[]; readonly last: BatchWrite[] }> {
  const { put, former, remove } = changesFromStream(searchable, states);
  const known = states.filter((state) => state !== undefined);
  const places = formerRowsAfter(searchable, known);
  const latest = known.at(-1);
  if (latest === undefined || states.at(-1) !== undefined) {
    return {
      first: [...[...recordOf(places), ...put].map(putOf), ...remove.map(deletionOf)],
      last: former.map(putOf),
    };
  }
  const recorded = await readRecords(client, table, searchable.entryOf(latest).id);
  // Those rows went in the transaction of the removal, and may be back: what was removed may have been restored since.
  const own = new Set(listedRowsOf(searchable, latest, 'at once').map(({ row }) => keyOf(row)));
  const everywhere = [...remove, ...places, ...recorded.places].filter((place) => !own.has(keyOf(place)));
  return {
    first: [...new Map(everywhere.map((place) => [keyOf(place), place])).values()].map(deletionOf),
    last: recorded.records.map(deletionOf),
  };
}

const putOf = (row: object): BatchWrite => ({ PutRequest: { Item: { ...row } } });

const deletionOf = ({ term, position }: Place): BatchWrite => ({
  DeleteRequest: { Key: { term, position } },
});

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
