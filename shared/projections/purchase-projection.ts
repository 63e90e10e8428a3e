import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Ranking } from '../counters/ranking.ts';
import { commit, type GuardedWrite, GuardFailed, type TransactWrite } from '../dynamodb/commit.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import { newId } from '../values/ids.ts';
import {
  type CountedPurchase,
  type PurchaseCounts,
  withoutPurchase,
  withPurchase,
} from './purchase-counts.ts';

/** The names of a pair's keys: the side that a list belongs to, and the side that is listed. */
export interface PairKeys {
  readonly owner: 'customerId' | 'productId';
  readonly listed: 'customerId' | 'productId';
}

/** A pair's row: its two ids, its counts, and `recency`, which sorts an owner's list. */
export interface PairRow extends PurchaseCounts {
  readonly customerId: string;
  readonly productId: string;
  /** `lastPurchasedAt`, then the listed id. */
  readonly recency: string;
  /** Changes with each write: what an optimistic write is conditioned on. */
  readonly revision: string;
}

/** What was last heard of one purchase of a pair. */
interface Mark extends CountedPurchase {
  readonly pair: string;
  readonly version: number;
  readonly counted: boolean;
}

/** A purchase as it stands after an event; `counted` is false for one that was cancelled. */
export interface PurchaseState extends CountedPurchase {
  readonly customerId: string;
  readonly productId: string;
  readonly version: number;
  readonly counted: boolean;
}

const ATTEMPTS = 8;

/** The index that lists an owner's pairs by recency. */
export const RECENCY_INDEX = 'by-recency';

/** Where a projection is kept; all of it is written together. */
export interface ProjectionTables {
  /** A table of pairs (key: owner, listed). */
  readonly pairs: string;
  /** A table of the purchases counted in them (key: `pair`, `purchaseId`). */
  readonly marks: string;
  /** The owners, by the units they have in all. */
  readonly ranking: Ranking;
}

/** Who bought what, counted from purchase events in any order and any number. */
export class PurchaseProjection {
  readonly #client: DynamoDBDocumentClient;
  readonly #pairs: string;
  readonly #marks: string;
  readonly #ranking: Ranking;
  readonly #keys: PairKeys;

  constructor(client: DynamoDBDocumentClient, tables: ProjectionTables, keys: PairKeys) {
    this.#client = client;
    this.#pairs = tables.pairs;
    this.#marks = tables.marks;
    this.#ranking = tables.ranking;
    this.#keys = keys;
  }

  /** Brings the counts to what `purchase` says, unless something newer was heard of it before. */
  async apply(purchase: PurchaseState): Promise<void> {
    // Most purchases are new here: what was heard of one is read only after that proved wrong.
    let mark: Mark | undefined;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const row = await this.#pairOf(purchase);
        const counts = await this.#countWrites(purchase, row, mark?.counted ?? false);
        await commit(this.#client, [this.#markWrite(purchase, mark), ...counts]);
        return;
      } catch (error) {
        if (!(error instanceof GuardFailed) || attempt === ATTEMPTS) throw error;
      }
      mark = await this.#markOf(purchase);
      if (mark !== undefined && mark.version >= purchase.version) return;
    }
  }

  /** An owner's pairs, last bought first. */
  source(ownerId: string): Source<PairRow> {
    return partitionSource<PairRow>(this.#client, {
      table: this.#pairs,
      index: RECENCY_INDEX,
      key: { name: this.#keys.owner, value: ownerId },
      sort: 'recency',
      order: 'descending',
    });
  }

  async #countWrites(
    purchase: PurchaseState,
    row: PairRow | undefined,
    wasCounted: boolean,
  ): Promise<(GuardedWrite | TransactWrite)[]> {
    if (purchase.counted === wasCounted) return [];
    const owner = purchase[this.#keys.owner];
    const { quantity } = purchase;
    if (purchase.counted) {
      const more = this.#ranking.add(owner, { units: quantity, purchases: 1 });
      return [this.#put(purchase, row, withPurchase(row, purchase)), more];
    }
    // The purchase was counted between the reads of the row and of the mark.
    if (row === undefined) throw new GuardFailed(['pair']);
    const rest = withoutPurchase(row, purchase, await this.#lastOther(purchase));
    const less = this.#ranking.add(owner, { units: -quantity, purchases: -1 });
    return [rest === undefined ? this.#delete(row) : this.#put(purchase, row, rest), less];
  }

  #put(purchase: PurchaseState, row: PairRow | undefined, counts: PurchaseCounts): GuardedWrite {
    const { customerId, productId } = purchase;
    const recency = `${counts.lastPurchasedAt}#${purchase[this.#keys.listed]}`;
    const { units, purchases, lastPurchasedAt } = counts;
    const Item = { customerId, productId, units, purchases, lastPurchasedAt, recency, revision: newId() };
    return { guard: 'pair', write: { Put: { TableName: this.#pairs, Item, ...unchangedSince(row) } } };
  }

  #delete(row: PairRow): GuardedWrite {
    const Key = { customerId: row.customerId, productId: row.productId };
    return { guard: 'pair', write: { Delete: { TableName: this.#pairs, Key, ...unchangedSince(row) } } };
  }

  /** Holds to what was read: another event of the purchase, heard of since, would have changed the counts. */
  #markWrite(purchase: PurchaseState, mark: Mark | undefined): GuardedWrite {
    const { purchaseId, version, quantity, purchasedAt, counted } = purchase;
    const unchanged =
      mark === undefined
        ? { ConditionExpression: 'attribute_not_exists(purchaseId)' }
        : { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': mark.version } };
    return {
      guard: 'mark',
      write: {
        Put: {
          TableName: this.#marks,
          Item: { pair: pairOf(purchase), purchaseId, version, quantity, purchasedAt, counted },
          ...unchanged,
        },
      },
    };
  }

  async #pairOf({ customerId, productId }: PurchaseState): Promise<PairRow | undefined> {
    const Key = { customerId, productId };
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#pairs, Key, ConsistentRead: true }),
    );
    return Item as PairRow | undefined;
  }

  async #markOf(purchase: PurchaseState): Promise<Mark | undefined> {
    const Key = { pair: pairOf(purchase), purchaseId: purchase.purchaseId };
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#marks, Key, ConsistentRead: true }),
    );
    return Item as Mark | undefined;
  }

  /** When the last of the pair's other counted purchases was made; ids sort by time. */
  async #lastOther(purchase: PurchaseState): Promise<string | undefined> {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const answer = await this.#client.send(
        new QueryCommand({
          TableName: this.#marks,
          KeyConditionExpression: 'pair = :pair',
          FilterExpression: 'counted = :true',
          ExpressionAttributeValues: { ':pair': pairOf(purchase), ':true': true },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: 10,
          ExclusiveStartKey,
        }),
      );
      const marks = (answer.Items ?? []) as Mark[];
      const last = marks.find(({ purchaseId }) => purchaseId !== purchase.purchaseId);
      if (last !== undefined) return last.purchasedAt;
      ExclusiveStartKey = answer.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return undefined;
  }
}

const pairOf = (purchase: PurchaseState): string => `${purchase.customerId}#${purchase.productId}`;

const unchangedSince = (row: PairRow | undefined) =>
  row === undefined
    ? { ConditionExpression: 'attribute_not_exists(revision)' }
    : {
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeValues: { ':revision': row.revision },
      };
