import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { backoff } from '../retries/backoff.ts';

/** DynamoDB's limit of keys in one BatchGetItem. */
const MAX_KEYS = 100;
const MAX_ATTEMPTS = 8;

/**
 * Reads items by a one-attribute key, strongly consistent.
 * @param ids any number; repeated ones are read once.
 * @returns the items found, by id; missing ones are left out.
 * @throws Error when DynamoDB leaves keys unread after several tries.
 */
export async function batchGet<Item extends object>(
  client: DynamoDBDocumentClient,
  table: string,
  key: keyof Item & string,
  ids: readonly string[],
): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  const wanted = [...new Set(ids)];
  for (let start = 0; start < wanted.length; start += MAX_KEYS) {
    let keys: Record<string, unknown>[] = wanted.slice(start, start + MAX_KEYS).map((id) => ({ [key]: id }));
    for (let attempt = 1; keys.length > 0; attempt += 1) {
      if (attempt > MAX_ATTEMPTS) throw new Error(`${table}: ${keys.length} keys stayed unread`);
      if (attempt > 1) await backoff(attempt - 1, 40);
      const answer = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
      );
      for (const item of answer.Responses?.[table] ?? []) found.set(String(item[key]), item as Item);
      keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    }
  }
  return found;
}
