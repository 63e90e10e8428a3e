import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { EventMetadata } from '../../contracts/definition/define-event.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { throughContention } from '../dynamodb/contention.ts';
import { readableRow, readRow } from '../dynamodb/stored-row.ts';

/**
 * Local copies of other services' entities, built from their events (table key: `id`). Each has the version of the
 * event it was taken from; removed entities stay as tombstones, with what may still be said of them.
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
   * again corrects the row.
   */
  async apply(event: EventMetadata, data: Data): Promise<void> {
    await this.#store(event, data);
  }

  /** As {@link apply}, for an entity that was removed. @param last what it was last, if that may be kept; default nothing. */
  async remove(event: EventMetadata, last?: Data): Promise<void> {
    await this.#store(event, { ...last, removed: true });
  }

  async #store({ aggregateId, aggregateVersion }: EventMetadata, state: object): Promise<void> {
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
    const known = await this.getAllEver(ids);
    return new Map([...known].flatMap(([id, { data, removed }]) => (removed ? [] : [[id, data]])));
  }

  /** As {@link getAll}, with the removed ones of which something is kept. */
  async getAllEver(ids: readonly string[]): Promise<Map<string, Known<Data>>> {
    const found = await batchGet(this.#client, this.#table, 'id', ids);
    return new Map(
      [...found].flatMap(([id, row]) => {
        const { id: _, version: __, removed: ___, ...kept } = row;
        const removed = isRemoved(row);
        if (removed && Object.keys(kept).length === 0) return [];
        const place = { table: this.#table, key: id };
        return readableRow(this.#schema, row, place).map((data) => [id, { data, removed }] as const);
      }),
    );
  }
}

/** What is known of an entity. */
export interface Known<Data> {
  readonly data: Data;
  /** Whether it was removed; then this is what it was last. */
  readonly removed: boolean;
}

/** Whether a row is the tombstone of a removed entity. */
const isRemoved = (row: Readonly<Record<string, unknown>>): boolean => row['removed'] === true;
