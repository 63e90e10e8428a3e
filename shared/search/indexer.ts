import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type * as z from 'zod';
import { attributed } from '../dynamodb/attributed.ts';
import { readableRow } from '../dynamodb/stored-row.ts';
import { itemOf, keyOf, tableOf } from '../dynamodb/stream-image.ts';
import { logger } from '../logging/logger.ts';
import { type Invocation, msOf, withinMs } from '../retries/time-budget.ts';
import { type FollowedIndex, followStream } from './follow-stream.ts';

export interface SearchIndexerOptions<Item> extends FollowedIndex<Item> {
  /** Parses what is stored in the entity's table. */
  readonly schema: z.ZodType<Item>;
}

/**
 * A Lambda on the stream of an entity's table, beside the publisher, which writes the search rows that the entity's own
 * transaction does not. A batch that fails is retried, whole or in parts, until its records expire. An image that cannot be read
 * is logged and left out.
 */
export function searchIndexer<Item extends { readonly version: number }>({
  schema,
  ...index
}: SearchIndexerOptions<Item>) {
  const readable = (row: object, record: DynamoDBRecord): Item[] =>
    readableRow(schema, row, { table: tableOf(record), key: keyOf(record) }).map((item) =>
      attributed(item, 'cause' in row ? row.cause : undefined),
    );

  /** What one record says of an entity. After an unreadable row, all is written; one alone changes nothing. */
  const statesIn = (record: DynamoDBRecord): (Item | undefined)[] => {
    const before = itemOf(record.dynamodb?.OldImage);
    const after = itemOf(record.dynamodb?.NewImage);
    const old = before === undefined || isRemoved(before) ? [] : readable(before, record);
    return [old[0], ...(after === undefined || isRemoved(after) ? [undefined] : readable(after, record))];
  };

  return async (
    { Records }: DynamoDBStreamEvent,
    invocation?: Invocation,
  ): Promise<DynamoDBBatchResponse> => {
    const entities = new Map<string, (Item | undefined)[]>();
    for (const record of Records) {
      const id = keyOf(record);
      entities.set(id, [...(entities.get(id) ?? []), ...statesIn(record)]);
    }
    await withinMs(msOf(invocation), () => followStream(index, [...entities.values()]));
    logger.info('indexed', { records: Records.length, entities: entities.size });
    return { batchItemFailures: [] };
  };
}

const isRemoved = (row: object): boolean => 'removedAt' in row;
