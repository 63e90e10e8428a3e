import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { addingUpdate } from '../dynamodb/adding-update.ts';
import type { GuardedWrite } from '../dynamodb/commit.ts';
import { readRow } from '../dynamodb/stored-row.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import { isId, newId } from '../values/ids.ts';
import { countsIn, type PurchaseCounts } from './purchase-counts.ts';

/** A time of purchase, as in events. */
const timeSchema = /* @__PURE__ */ z.iso.datetime();

/** The two sides of a pair: the one that owns the list, and the one that is listed. */
export interface PairKeys {
  readonly owner: 'customerId' | 'productId';
  readonly listed: 'customerId' | 'productId';
}

/** A customer and a product. */
export interface Pair {
  readonly customerId: string;
  readonly productId: string;
}

/**
 * A pair's row: its two ids, its counts, and `recency`, which sorts an owner's list: `lastPurchasedAt`, then the
 * listed id. `revision` changes with each write and serves optimistic locking.
 */
const pairRowSchema = /* @__PURE__ */ z
  .looseObject({
    customerId: z.string(),
    productId: z.string(),
    units: z.int(),
    purchases: z.int(),
    lastPurchasedAt: z.string(),
    recency: z.string(),
    revision: z.string(),
  })
  .transform((row) => ({
    customerId: row.customerId,
    productId: row.productId,
    ...countsIn(row),
    recency: row.recency,
    revision: row.revision,
  }));

export type PairRow = Readonly<z.infer<typeof pairRowSchema>>;

/** Whether a text has the form of a row's `recency`. */
export function isRecency(text: string): boolean {
  const [time, id, ...rest] = text.split('#');
  return timeSchema.safeParse(time).success && isId(id ?? '') && rest.length === 0;
}

/** The guard of {@link PairTable.addLast} and {@link PairTable.addEarlier}: if it fails, the other one is needed. */
export const LAST_GUARD = 'last';

/** The guard of a write that requires the row to be unchanged since it was read. */
export const PAIR_GUARD = 'pair';

/** The index that sorts an owner's pairs by recency. */
export const RECENCY_INDEX = 'by-recency';

const recencyOf = ({ listed }: PairKeys, pair: Pair, lastPurchasedAt: string): string =>
  `${lastPurchasedAt}#${pair[listed]}`;

/** The row of a pair, but for its revision. */
export function pairRowOf(
  keys: PairKeys,
  { customerId, productId }: Pair,
  { units, purchases, lastPurchasedAt, revenue }: PurchaseCounts,
) {
  const recency = recencyOf(keys, { customerId, productId }, lastPurchasedAt);
  return { customerId, productId, units, purchases, lastPurchasedAt, ...revenue, recency };
}

/** Counts by pair (table key: owner, listed). */
export class PairTable {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #keys: PairKeys;

  constructor(client: DynamoDBDocumentClient, table: string, keys: PairKeys) {
    this.#client = client;
    this.#table = table;
    this.#keys = keys;
  }

  async find({ customerId, productId }: Pair): Promise<PairRow | undefined> {
    const Key = { customerId, productId };
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }),
    );
    const place = { table: this.#table, key: `${customerId} ${productId}` };
    return Item && readRow(pairRowSchema, Item, place);
  }

  /** An owner's pairs, most recent purchase first. */
  source(ownerId: string): Source<PairRow> {
    return partitionSource(this.#client, pairRowSchema, {
      table: this.#table,
      index: RECENCY_INDEX,
      key: { name: this.#keys.owner, value: ownerId },
      sort: 'recency',
      order: 'descending',
      id: this.#keys.listed,
    });
  }

  /** The pair of the same owner, but another one, with the last purchase. The index that tells it may be a moment behind. */
  async lastOther(pair: Pair): Promise<PairRow | undefined> {
    const { owner, listed } = this.#keys;
    const { rows } = await this.source(pair[owner]).read(undefined, 2);
    return rows.find((row) => row[listed] !== pair[listed]);
  }

  /** Adds purchases of a pair that are its most recent ones, or its first. */
  addLast(pair: Pair, counts: PurchaseCounts): GuardedWrite {
    const { lastPurchasedAt } = counts;
    const recency = recencyOf(this.#keys, pair, lastPurchasedAt);
    return this.#add(
      pair,
      counts,
      { lastPurchasedAt, recency },
      'attribute_not_exists(revision) OR lastPurchasedAt <= :at',
    );
  }

  /** Adds a purchase that is older than the most recent one of its pair. */
  addEarlier(pair: Pair, counts: PurchaseCounts): GuardedWrite {
    return this.#add(pair, counts, {}, 'lastPurchasedAt > :at');
  }

  /** Adds units to purchases of a pair that are counted, with what they bring; negative numbers subtract. */
  addUnits(
    { customerId, productId }: Pair,
    { units, revenue }: Pick<PurchaseCounts, 'units' | 'revenue'>,
  ): GuardedWrite {
    const write = addingUpdate(
      this.#table,
      { customerId, productId },
      { units, ...revenue },
      {
        set: { revision: newId() },
        provided: { condition: 'attribute_exists(revision)', values: {} },
      },
    );
    return { guard: PAIR_GUARD, write };
  }

  /** Replaces a row's counts, or deletes the row if there are none. */
  change(row: PairRow, counts: PurchaseCounts | undefined): GuardedWrite {
    const { customerId, productId, revision } = row;
    const unchanged = {
      ConditionExpression: 'revision = :revision',
      ExpressionAttributeValues: { ':revision': revision },
    };
    if (counts === undefined) {
      const Key = { customerId, productId };
      return { guard: PAIR_GUARD, write: { Delete: { TableName: this.#table, Key, ...unchanged } } };
    }
    const Item = { ...pairRowOf(this.#keys, row, counts), revision: newId() };
    return { guard: PAIR_GUARD, write: { Put: { TableName: this.#table, Item, ...unchanged } } };
  }

  #add(
    { customerId, productId }: Pair,
    { units, purchases, lastPurchasedAt, revenue }: PurchaseCounts,
    set: Readonly<Record<string, string>>,
    condition: string,
  ): GuardedWrite {
    const write = addingUpdate(
      this.#table,
      { customerId, productId },
      { units, purchases, ...revenue },
      {
        set: { revision: newId(), ...set },
        provided: { condition, values: { ':at': lastPurchasedAt } },
      },
    );
    return { guard: LAST_GUARD, write };
  }
}
