import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { notFound } from '../refusals/refusal.ts';
import type { Aggregate, Cause, Stored, Tombstone } from '../values/aggregate.ts';
import { attributed, unattributed, withCause } from './attributed.ts';
import { batchGet } from './batch-get.ts';
import type { AddOptions, ChangeOptions } from './change-options.ts';
import { commit, type GuardedWrite, type TransactWrite } from './commit.ts';
import { optimistically } from './optimistic-locking.ts';
import { type CountedRow, type Counts, countedBefore } from './recount.ts';
import { isLiving, isRemoved } from './removed.ts';
import { readableRow, readRow } from './stored-row.ts';
import { putVersion } from './versioned.ts';

/** Describes the table of one kind of aggregate. `Removed` is its tombstone. */
export interface AggregateTableProps<Item, Removed> {
  readonly table: string;
  /** The attribute that is the partition key. */
  readonly key: keyof Item & keyof Removed & string;
  /** Parses what is stored; unknown attributes are dropped. */
  readonly schema: z.ZodType<Item>;
  /** Parses what is stored of a removed one; default: nothing is read of it. */
  readonly removed?: z.ZodType<Removed>;
  /** The aggregate's name in messages. */
  readonly noun: string;
  /** Further writes of each change's transaction, such as search rows; default none. */
  readonly alongside?: (
    before: Item | undefined,
    after: Item | undefined,
    id: string,
  ) => readonly (GuardedWrite | TransactWrite)[];
  /** How an item counts in the sums of that transaction; default: each does. */
  readonly countsAs?: (item: Item) => Counts;
  /** Attributes that are stored only for indexes, `undefined` for one that the item must not have; default none. */
  readonly indexed?: (item: Item) => Readonly<Record<string, string | undefined>>;
}

/** A table of versioned aggregates; removed ones stay as tombstones. Reads are strongly consistent unless asked otherwise. */
export class AggregateTable<Item extends Aggregate, Removed extends Tombstone = never> {
  readonly #client: DynamoDBDocumentClient;
  readonly #props: AggregateTableProps<Item, Removed>;

  constructor(client: DynamoDBDocumentClient, props: AggregateTableProps<Item, Removed>) {
    this.#client = client;
    this.#props = props;
  }

  /**
   * The aggregate; `undefined` when it is unknown or removed.
   * @throws UnreadableRow if the stored item does not match the schema.
   */
  async find(id: string): Promise<Item | undefined> {
    return this.#read(id, await this.#rowOf(id));
  }

  /**
   * The aggregate, or what is kept of a removed one; `undefined` when it is unknown.
   * @throws as {@link find}.
   */
  async findEver(id: string): Promise<Item | Removed | undefined> {
    const row = await this.#rowOf(id);
    return this.#read(id, row) ?? this.#readRemoved(id, row);
  }

  async #rowOf(id: string): Promise<Record<string, unknown> | undefined> {
    const { table, key } = this.#props;
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: table, Key: { [key]: id }, ConsistentRead: true }),
    );
    return Item;
  }

  /**
   * Those of `ids` that exist, by id, to change them.
   * @throws UnreadableRow as {@link find}, Refusal `overloaded`.
   */
  async findAll(ids: readonly string[]): Promise<Map<string, Item>> {
    const { table, key } = this.#props;
    const found = new Map<string, Item>();
    for (const [id, row] of await batchGet(this.#client, table, key, ids)) {
      const item = this.#read(id, row);
      if (item !== undefined) found.set(id, item);
    }
    return found;
  }

  /** @throws Refusal `not-found` when it is unknown or removed. */
  async get(id: string): Promise<Item> {
    const item = await this.find(id);
    if (item === undefined) throw notFound(this.#props.noun, id);
    return item;
  }

  /** The aggregate with the cause of its last change. @throws as {@link get}. */
  async getStored(id: string): Promise<Stored<Item>> {
    const row = await this.#rowOf(id);
    const item = this.#read(id, row);
    if (row === undefined || item === undefined) throw notFound(this.#props.noun, id);
    return withCause(item, row);
  }

  /** Those of `ids` that exist and can be read, in the order of `ids`. */
  async getAll(ids: readonly string[], consistency: 'strong' | 'eventual' = 'strong'): Promise<Item[]> {
    const rows = await this.#rowsOf(ids, consistency);
    return rows.flatMap(([id, row]) => this.#readable(id, row));
  }

  /** As {@link getAll}, strongly consistent, with what is kept of removed ones. */
  async getAllEver(ids: readonly string[]): Promise<(Item | Removed)[]> {
    const { table, key } = this.#props;
    const found = await batchGet(this.#client, table, key, ids);
    return [...found].flatMap(([id, row]): (Item | Removed)[] => {
      if (!isRemoved(row)) return this.#readable(id, row);
      const removed = this.#readRemoved(id, row);
      return removed === undefined ? [] : [removed];
    });
  }

  /** As {@link getAll}, strongly consistent, with the causes of their last changes. */
  async getAllStored(ids: readonly string[]): Promise<Stored<Item>[]> {
    const rows = await this.#rowsOf(ids, 'strong');
    return rows.flatMap(([id, row]) => this.#readable(id, row).map((item) => withCause(item, row)));
  }

  async #rowsOf(ids: readonly string[], consistency: 'strong' | 'eventual') {
    const { table, key } = this.#props;
    const found = await batchGet(this.#client, table, key, ids, consistency);
    return [...new Set(ids)].flatMap((id) => {
      const row = found.get(id);
      return row === undefined || isRemoved(row) ? [] : [[id, row] as const];
    });
  }

  #readable(id: string, row: Record<string, unknown>): Item[] {
    const { table, schema } = this.#props;
    return readableRow(schema, row, { table, key: id }).map((item) => attributed(item, row['cause']));
  }

  /**
   * Adds a new aggregate.
   * @returns it, with its `updatedBy`.
   * @throws GuardFailed if its id is taken.
   */
  async add(item: Item, options: AddOptions<Item>): Promise<Item> {
    const added = attributed(item, options.cause);
    await commit(this.#client, [
      ...this.writes(undefined, added, options.cause),
      ...(options.remember?.(added) ?? []),
    ]);
    return added;
  }

  /**
   * Changes or removes an aggregate with optimistic locking: reads it, decides, and writes the result if the stored
   * version is still the one that was read; otherwise it starts again.
   * @param decide a pure rule, called once per attempt. If it returns the same object, the aggregate is not written,
   * only what `remember` asks for.
   * @returns what `decide` returned; if that is a change, with its `updatedBy`.
   * @throws Refusal `not-found`; whatever `ifMatch` and `decide` throw; `concurrent-change` or `overloaded` when no
   * attempt succeeds.
   */
  change<After extends Item | Removed>(
    id: string,
    decide: (item: Item) => After,
    options: ChangeOptions<After>,
  ): Promise<After> {
    return this.#change(() => this.get(id), decide, options);
  }

  /** As {@link change}, of one that may be removed: `decide` gets what is kept of it. */
  changeEver<After extends Item | Removed>(
    id: string,
    decide: (state: Item | Removed) => After,
    options: ChangeOptions<After>,
  ): Promise<After> {
    const read = async (): Promise<Item | Removed> => {
      const state = await this.findEver(id);
      if (state === undefined) throw notFound(this.#props.noun, id);
      return state;
    };
    return this.#change(read, decide, options);
  }

  async #change<Before extends Item | Removed, After extends Item | Removed>(
    read: () => Promise<Before>,
    decide: (before: Before) => After,
    { cause, ifMatch, remember, onChange }: ChangeOptions<After>,
  ): Promise<After> {
    const [before, after] = await optimistically(async () => {
      const item = await read();
      ifMatch?.(item.version);
      const decided = decide(item);
      const isChanged: boolean = decided !== (item as Item | Removed);
      const after = isChanged ? attributed(decided, cause) : decided;
      await commit(this.#client, [...this.writes(item, after, cause), ...(remember?.(after) ?? [])]);
      return [item, after] as const;
    });
    if (after !== (before as Item | Removed)) onChange?.(after);
    return after;
  }

  /**
   * The writes that replace `before` by `after` if the stored version is still that of `before`; none if both are the
   * same object. Only for transactions over several aggregates; otherwise use {@link change}.
   */
  writes(
    before: Item | Removed | undefined,
    after: Item | Removed | undefined,
    cause: Cause,
  ): readonly (GuardedWrite | TransactWrite)[] {
    if (after === undefined || after === before) return [];
    const { key, alongside } = this.#props;
    const [lived, lives] = [before, after].map((state) =>
      state !== undefined && isLiving<Item, Removed>(state) ? state : undefined,
    );
    return [this.put(before, after, cause), ...(alongside?.(lived, lives, String(after[key])) ?? [])];
  }

  /** Of {@link writes}, that of the aggregate itself: for transactions that count several aggregates together. */
  put(before: Item | Removed | undefined, after: Item | Removed, cause: Cause): GuardedWrite {
    const { table, indexed, countsAs } = this.#props;
    const plain = unattributed(after);
    const stored = isLiving<Item, Removed>(after) ? { ...plain, ...indexed?.(after) } : plain;
    const isLivingBefore = before !== undefined && isLiving<Item, Removed>(before);
    const was = isLivingBefore ? (countsAs?.(before) ?? { counted: true }) : { counted: false };
    const counted = countedBefore(before as CountedRow | undefined, was);
    return putVersion(table, stored, before?.version, cause, counted);
  }

  #read(id: string, row: Record<string, unknown> | undefined): Item | undefined {
    return row === undefined || isRemoved(row) ? undefined : this.#parsed(this.#props.schema, id, row);
  }

  #readRemoved(id: string, row: Record<string, unknown> | undefined): Removed | undefined {
    const { removed } = this.#props;
    return row === undefined || removed === undefined || !isRemoved(row)
      ? undefined
      : this.#parsed(removed, id, row);
  }

  #parsed<State extends object>(schema: z.ZodType<State>, id: string, row: Record<string, unknown>): State {
    // A newer version of the code may have stored attributes that this one does not know: a change must keep them.
    const { cause, ...stored } = row;
    const read = readRow(schema, row, { table: this.#props.table, key: id });
    return attributed({ ...(stored as object), ...read }, cause);
  }
}
