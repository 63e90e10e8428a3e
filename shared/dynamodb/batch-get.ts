import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { KeysUnread, throughContention } from './contention.ts';
import { MAX_BATCH_KEYS } from './limits.ts';

type Key = Readonly<Record<string, string>>;
type Row = Record<string, unknown>;

/** How new what is read must be: `eventual` costs half and may miss what was written a moment ago. */
type Consistency = 'strong' | 'eventual';

/**
 * Reads items by a one-attribute key.
 * @param ids any number; duplicates are read once.
 * @param consistency default: strong.
 * @returns the items found, by id, not parsed yet.
 * @throws as {@link batchGetKeys}.
 */
export async function batchGet(
  client: DynamoDBDocumentClient,
  table: string,
  key: string,
  ids: readonly string[],
  consistency: Consistency = 'strong',
): Promise<Map<string, Row>> {
  const keys = [...new Set(ids)].map((id) => ({ [key]: id }));
  const rows = await batchGetKeys(client, table, keys, consistency);
  return new Map(rows.map((row) => [String(row[key]), row]));
}

/**
 * Reads items by their keys.
 * @param keys any number, each once.
 * @returns the items found, in any order, not parsed yet.
 * @throws Refusal `overloaded` if DynamoDB leaves keys unprocessed in every attempt.
 */
export async function batchGetKeys(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Key[],
  consistency: Consistency,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let start = 0; start < keys.length; start += MAX_BATCH_KEYS) {
    let left: Row[] = keys.slice(start, start + MAX_BATCH_KEYS);
    await throughContention(async () => {
      const answer = await client.send(
        new BatchGetCommand({
          RequestItems: { [table]: { Keys: left, ConsistentRead: consistency === 'strong' } },
        }),
      );
      found.push(...(answer.Responses?.[table] ?? []));
      left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      if (left.length > 0) throw new KeysUnread(`${table}: ${left.length} keys stayed unread`);
    });
  }
  return found;
}
