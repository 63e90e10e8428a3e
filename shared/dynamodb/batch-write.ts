import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ItemsUnwritten, throughContention } from './contention.ts';
import { MAX_BATCH_WRITES } from './limits.ts';

/** A put or a deletion of one item. */
export type BatchWrite =
  | { readonly PutRequest: { readonly Item: Record<string, unknown> } }
  | { readonly DeleteRequest: { readonly Key: Record<string, unknown> } };

/**
 * Writes items that do not depend on each other, at half of what they cost in a transaction. Some may be written if it fails. One
 * call is under way at a time, so that none takes effect after a later attempt.
 * @param writes any number; no two of one item.
 * @throws Refusal `overloaded` if DynamoDB leaves items unprocessed in every attempt.
 */
export async function batchWrite(
  client: DynamoDBDocumentClient,
  table: string,
  writes: readonly BatchWrite[],
): Promise<void> {
  for (let start = 0; start < writes.length; start += MAX_BATCH_WRITES) {
    let left = writes.slice(start, start + MAX_BATCH_WRITES);
    await throughContention(async () => {
      const { UnprocessedItems } = await client.send(
        new BatchWriteCommand({ RequestItems: { [table]: left } as BatchRequests }),
      );
      left = (UnprocessedItems?.[table] ?? []) as BatchWrite[];
      if (left.length > 0) throw new ItemsUnwritten(`${table}: ${left.length} items stayed unwritten`);
    });
  }
}

type BatchRequests = NonNullable<ConstructorParameters<typeof BatchWriteCommand>[0]['RequestItems']>;
