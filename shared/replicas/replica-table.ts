import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { EventMetadata } from '../../contracts/definition/define-event.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { throughContention } from '../dynamodb/contention.ts';
import { readableRow, readRow } from '../dynamodb/stored-row.ts';

/**
 * Local copies of other services' entities, built from their events (table key: `id`). Each has the version of the
 * event it was taken from; removed entities stay as tombstones.
 */
export class ReplicaTable<Data extends object> {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #schema: z.ZodType<Data>;

  constructor(client: DynamoDBDocumentClient, table: string, schema: z.ZodType<Data>) {
    this.#client = client;
    this.#table = table;
    this.#schema = schema;
  }

  /**
   * Stores the state from an event, unless a newer one is stored. The same one is stored again: an event that is published
   * again corrects the row. @param data `undefined` if the entity was removed.
   */
  async apply({ aggregateId, aggregateVersion }: EventMetadata, data: Data | undefined): Promise<void> {
    const state = data === undefined ? { removed: true } : data;
    const put = new PutCommand({
      TableName: this.#table,
      Item: { ...state, id: aggregateId, version: aggregateVersion },
      ConditionExpression: 'attribute_not_exists(version) OR version <= :version',
      ExpressionAttributeValues: { ':version': aggregateVersion },
    });
    try {
      await throughContention(() => this.#client.send(put));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** The latest known state; `undefined` if the entity is unknown or removed. @throws UnreadableRow */
  async get(id: string): Promise<Data | undefined> {
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key: { id } }));
    return Item === undefined || isRemoved(Item)
      ? undefined
      : readRow(this.#schema, Item, { table: this.#table, key: id });
  }

  /** The entities of `ids` that are known, not removed and readable, by id. */
  async getAll(ids: readonly string[]): Promise<Map<string, Data>> {
    const found = await batchGet(this.#client, this.#table, 'id', ids);
    return new Map(
      [...found].flatMap(([id, row]) =>
        isRemoved(row)
          ? []
          : readableRow(this.#schema, row, { table: this.#table, key: id }).map(
              (data) => [id, data] as const,
            ),
      ),
    );
  }
}

/** Whether a row is the tombstone of a removed entity. */
const isRemoved = (row: Readonly<Record<string, unknown>>): boolean => row['removed'] === true;
