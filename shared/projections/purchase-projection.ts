import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Ranking } from '../counters/ranking.ts';
import { commit, type GuardedWrite, GuardFailed, type TransactWrite } from '../dynamodb/commit.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import { newId } from '../values/ids.ts';
import { type CountedPurchase, type PurchaseCounts, withoutPurchase } from './purchase-counts.ts';

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
    // Most completed purchases are new here, and the last of their pair: all is read only after that proved wrong.
    let mark = purchase.counted ? undefined : await this.#markOf(purchase);
    let isLast = true;
    for (let attempt = 1; mark === undefined || mark.version < purchase.version; attempt += 1) {
      try {
        const counts = await this.#countWrites(purchase, mark?.counted ?? false, isLast);
        await commit(this.#client, [this.#markWrite(purchase, mark), ...counts]);
        return;
      } catch (error) {
        if (!(error instanceof GuardFailed) || attempt === ATTEMPTS) throw error;
        if (error.guards.includes('last')) isLast = !isLast;
      }
      mark = await this.#markOf(purchase);
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
    wasCounted: boolean,
    isLast: boolean,
  ): Promise<(GuardedWrite | TransactWrite)[]> {
    if (purchase.counted === wasCounted) return [];
    const owner = purchase[this.#keys.owner];
    const { quantity } = purchase;
    if (purchase.counted) {
      const more = this.#ranking.add(owner, { units: quantity, purchases: 1 });
      return [isLast ? this.#addLast(purchase) : this.#addEarlier(purchase), more];
    }
    const row = await this.#pairOf(purchase);
    // Somebody else took the purchase out after its mark was read here.
    if (row === undefined) throw new GuardFailed(['pair']);
    const rest = withoutPurchase(row, purchase, await this.#lastOther(purchase));
    const less = this.#ranking.add(owner, { units: -quantity, purchases: -1 });
    return [rest === undefined ? this.#delete(row) : this.#put(row, rest), less];
  }

  /** Adds the last purchase of its pair, or the first. */
  #addLast(purchase: PurchaseState): GuardedWrite {
    const { purchasedAt } = purchase;
    const recency = recencyOf(purchasedAt, purchase[this.#keys.listed]);
    return this.#add(
      purchase,
      'attribute_not_exists(revision) OR lastPurchasedAt <= :at',
      ', lastPurchasedAt = :at, recency = :recency',
      { ':at': purchasedAt, ':recency': recency },
    );
  }

  /** Adds a purchase that is told of after a later one of its pair. */
  #addEarlier(purchase: PurchaseState): GuardedWrite {
    return this.#add(purchase, 'lastPurchasedAt > :at', '', { ':at': purchase.purchasedAt });
  }

  #add(
    { customerId, productId, quantity }: PurchaseState,
    condition: string,
    alsoSet: string,
    values: Record<string, unknown>,
  ): GuardedWrite {
    const Update = {
      TableName: this.#pairs,
      Key: { customerId, productId },
      UpdateExpression: `ADD units :units, purchases :one SET revision = :revision${alsoSet}`,
      ConditionExpression: condition,
      ExpressionAttributeValues: { ':units': quantity, ':one': 1, ':revision': newId(), ...values },
    };
    return { guard: 'last', write: { Update } };
  }

  #put(row: PairRow, { units, purchases, lastPurchasedAt }: PurchaseCounts): GuardedWrite {
    const { customerId, productId } = row;
    const recency = recencyOf(lastPurchasedAt, row[this.#keys.listed]);
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

/** Sorts an owner's list: by time, then by the listed id. */
const recencyOf = (lastPurchasedAt: string, listedId: string): string => `${lastPurchasedAt}#${listedId}`;

const unchangedSince = ({ revision }: PairRow) => ({
  ConditionExpression: 'revision = :revision',
  ExpressionAttributeValues: { ':revision': revision },
});
