import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { EventMetadata } from '../../contracts/definition/define-event.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { throughContention } from '../dynamodb/contention.ts';

/** What a service keeps of a foreign entity, as of one version; removed ones stay as tombstones. */
export type Replica<Data> =
  | ({ readonly id: string; readonly version: number; readonly removed?: never } & Data)
  | { readonly id: string; readonly version: number; readonly removed: true };

/** Foreign entities as their events tell of them (table key: `id`). */
export class ReplicaTable<Data extends object> {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Takes over what an event says, unless a newer one was here first. `undefined` data: it was removed. */
  async apply({ aggregateId, aggregateVersion }: EventMetadata, data: Data | undefined): Promise<void> {
    const state = data === undefined ? { removed: true } : data;
    const put = new PutCommand({
      TableName: this.#table,
      Item: { ...state, id: aggregateId, version: aggregateVersion },
      ConditionExpression: 'attribute_not_exists(id) OR version < :version',
      ExpressionAttributeValues: { ':version': aggregateVersion },
    });
    try {
      await throughContention(() => this.#client.send(put));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** The entity as last heard of; `undefined` when it is not known, or removed. */
  async get(id: string): Promise<({ id: string; version: number } & Data) | undefined> {
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key: { id } }));
    const replica = Item as Replica<Data> | undefined;
    return replica === undefined || replica.removed === true ? undefined : replica;
  }

  /** Those of `ids` that are known and not removed, by id. */
  async getAll(ids: readonly string[]): Promise<Map<string, Data>> {
    const found = await batchGet<Replica<Data> & object>(this.#client, this.#table, 'id', ids);
    const known = new Map<string, Data>();
    for (const [id, replica] of found) if (replica.removed !== true) known.set(id, replica);
    return known;
  }
}
