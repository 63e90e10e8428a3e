import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { KeysUnread, throughContention } from './contention.ts';
import { MAX_BATCH_KEYS } from './limits.ts';

/**
 * Reads items by a one-attribute key.
 * @param ids any number; duplicates are read once.
 * @param consistency `eventual` costs half and may miss what was written a moment ago. Default: strong.
 * @returns the items found, by id, not parsed yet.
 * @throws Refusal `overloaded` if DynamoDB leaves keys unprocessed in every attempt.
 */
export async function batchGet(
  client: DynamoDBDocumentClient,
  table: string,
  key: string,
  ids: readonly string[],
  consistency: 'strong' | 'eventual' = 'strong',
): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += MAX_BATCH_KEYS) {
    let keys: Record<string, unknown>[] = wanted
      .slice(start, start + MAX_BATCH_KEYS)
      .map((id) => ({ [key]: id }));
    await throughContention(async () => {
      const answer = await client.send(
        new BatchGetCommand({
          RequestItems: { [table]: { Keys: keys, ConsistentRead: consistency === 'strong' } },
        }),
      );
      for (const item of answer.Responses?.[table] ?? []) found.set(String(item[key]), item);
      keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      if (keys.length > 0) throw new KeysUnread(`${table}: ${keys.length} keys stayed unread`);
    });
  }
  return found;
}
