import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { notFound } from '../refusals/refusal.ts';
import type { Aggregate, Cause, Stored, Tombstone } from '../values/aggregate.ts';
import { batchGet } from './batch-get.ts';
import { commit, type GuardedWrite, type TransactWrite } from './commit.ts';
import { putVersion } from './versioned.ts';

/** Where aggregates of one kind are kept. `Removed` is what is left of a removed one. */
export interface AggregateTableProps<Item, Removed> {
  readonly table: string;
  /** The attribute that is the table's key. */
  readonly key: keyof Item & keyof Removed & string;
  /** What one of them is called in messages. */
  readonly noun: string;
  /** What else must be written with a change, such as search rows; default nothing. */
  readonly alongside?: (
    before: Item | undefined,
    after: Item | undefined,
    id: string,
  ) => readonly TransactWrite[];
  /** Attributes stored for indexes and nothing else; default none. */
  readonly indexed?: (item: Item) => Readonly<Record<string, string>>;
}

/** A table of versioned aggregates; removed ones stay as tombstones. Reads are strongly consistent. */
export class AggregateTable<Item extends Aggregate, Removed extends Tombstone = Tombstone & Partial<Item>> {
  readonly #client: DynamoDBDocumentClient;
  readonly #props: AggregateTableProps<Item, Removed>;

  constructor(client: DynamoDBDocumentClient, props: AggregateTableProps<Item, Removed>) {
    this.#client = client;
    this.#props = props;
  }

  /** The aggregate; `undefined` when it is unknown or removed. */
  async find(id: string): Promise<Item | undefined> {
    const { table, key } = this.#props;
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: table, Key: { [key]: id }, ConsistentRead: true }),
    );
    return alive<Item>(Item);
  }

  /** @throws Refusal `not-found` when it is unknown or removed. */
  async get(id: string): Promise<Item> {
    const item = await this.find(id);
    if (item === undefined) throw notFound(this.#props.noun, id);
    return item;
  }

  /** Those of `ids` that exist, in the order of `ids`. */
  async getAll(ids: readonly string[]): Promise<Item[]> {
    const { table, key } = this.#props;
    const found = await batchGet<Record<string, unknown>>(this.#client, table, key, ids);
    return [...new Set(ids)].flatMap((id) => alive<Item>(found.get(id)) ?? []);
  }

  /** The writes that turn `before` into `after`, provided that `before` is still what is stored. */
  writes(
    before: Item | undefined,
    after: Item | Removed,
    cause: Cause,
  ): readonly (GuardedWrite | TransactWrite)[] {
    const { table, key, alongside, indexed } = this.#props;
    const living = alive<Item>(after);
    const stored = living === undefined ? after : { ...after, ...indexed?.(living) };
    return [
      putVersion(table, stored, before?.version, cause),
      ...(alongside?.(before, living, String(after[key])) ?? []),
    ];
  }

  /**
   * Commits {@link writes}, and `also`, or nothing at all.
   * @throws GuardFailed (`version`) when `before` is not what is stored any more.
   */
  async save(
    before: Item | undefined,
    after: Item | Removed,
    cause: Cause,
    also: readonly (GuardedWrite | TransactWrite)[] = [],
  ): Promise<void> {
    await commit(this.#client, [...this.writes(before, after, cause), ...also]);
  }
}

/** What lies in a table, unless it is a tombstone. */
const alive = <Item>(stored: object | undefined): Stored<Item> | undefined =>
  stored === undefined || 'removedAt' in stored ? undefined : (stored as Stored<Item>);
