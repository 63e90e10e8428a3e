import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { countedProductSchema } from '../../contracts/definition/define-disclosure.ts';
import { RANKED_LAST_GUARD, type Ranking } from '../counters/ranking.ts';
import { commit, type GuardedWrite, GuardFailed, LostRace, type TransactWrite } from '../dynamodb/commit.ts';
import { MAX_TRANSACTION_ITEMS } from '../dynamodb/limits.ts';
import type { Source } from '../paging/sorted-partition.ts';
import { isContention } from '../retries/contention.ts';
import { retry } from '../retries/retry.ts';
import { moneyOf, negative, sumOfRevenue } from '../values/revenue.ts';
import { LAST_GUARD, PAIR_GUARD, type PairKeys, type PairRow, PairTable } from './pair-table.ts';
import { countsOf, type PurchaseCounts, revenueOfPurchase, withoutPurchase } from './purchase-counts.ts';
import { type Mark, PurchaseMarks, type PurchaseState, pairKeyOf } from './purchase-marks.ts';

/** The tables of a projection, which are written in one transaction. */
export interface ProjectionTables {
  /** A {@link PairTable}. */
  readonly pairs: string;
  /** A table of {@link PurchaseMarks}. */
  readonly marks: string;
  /** The owners, ranked by their units and last purchases. */
  readonly ranking: Ranking;
}

/** A purchase takes two items of a transaction, and their owner one. */
export const PURCHASES_AT_ONCE = Math.floor((MAX_TRANSACTION_ITEMS - 1) / 2);

/** The most owners of whom one purchase each is applied together: each takes three items of a transaction. */
export const OWNERS_AT_ONCE = Math.floor(MAX_TRANSACTION_ITEMS / 3);

/** How often a group of purchases is tried together when others of its owner come in between. */
const OVERTAKEN = 8;

/** What a customer bought of one product. */
type CountedProduct = z.infer<typeof countedProductSchema>;

/** Who bought what, counted from purchase events. They may arrive in any order and more than once. */
export class PurchaseProjection {
  readonly #client: DynamoDBDocumentClient;
  readonly #pairs: PairTable;
  readonly #marks: PurchaseMarks;
  readonly #ranking: Ranking;
  /** The side whose lists these are. */
  readonly owner: PairKeys['owner'];

  constructor(client: DynamoDBDocumentClient, { pairs, marks, ranking }: ProjectionTables, keys: PairKeys) {
    this.#client = client;
    this.#pairs = new PairTable(client, pairs, keys);
    this.#marks = new PurchaseMarks(client, marks);
    this.#ranking = ranking;
    this.owner = keys.owner;
  }

  /**
   * Applies the state of a purchase to the counts, unless a newer one was applied before.
   * @throws GuardFailed if every attempt lost against a concurrent write.
   */
  async apply(purchase: PurchaseState): Promise<void> {
    // Most completed purchases are new, and the last of their pair and owner, so nothing is read until that proves wrong.
    let mark = purchase.counted ? undefined : await this.#marks.find(purchase);
    const isLast = { [LAST_GUARD]: true, [RANKED_LAST_GUARD]: true };
    const attempt = async (): Promise<void> => {
      if (mark !== undefined && mark.version >= purchase.version) return;
      try {
        const counts = await this.#countWrites(purchase, mark, isLast);
        await commit(this.#client, [this.#marks.write(purchase, mark), ...counts]);
      } catch (error) {
        if (error instanceof GuardFailed) {
          for (const guard of [LAST_GUARD, RANKED_LAST_GUARD] as const)
            if (error.guards.includes(guard)) isLast[guard] = !isLast[guard];
          mark = await this.#marks.find(purchase);
        }
        throw error;
      }
    };
    await retry(attempt, {
      when: (error) => error instanceof GuardFailed || isContention(error),
      firstMs: 20,
    });
  }

  /**
   * Applies the states of some purchases, those that complete the most recent purchases of their pairs in one transaction:
   * their pairs and the ranks of their owners change once. States that are not what is expected are applied one by one.
   * @param purchases at most {@link PURCHASES_AT_ONCE} of one owner, or one each of at most {@link OWNERS_AT_ONCE} owners.
   * @throws as {@link apply}; some states may be applied then.
   */
  async applyAll(purchases: readonly PurchaseState[]): Promise<void> {
    const owners = new Set(purchases.map((purchase) => purchase[this.owner]));
    if (owners.size === purchases.length) return this.#applyOfMany(purchases);
    const areOrdinary =
      purchases.every(({ counted }) => counted) &&
      new Set(purchases.map(({ purchaseId }) => purchaseId)).size === purchases.length;
    if (areOrdinary && (await this.#applyTogether(purchases))) return;
    for (const purchase of purchases) await this.apply(purchase);
  }

  /** As {@link applyAll}, for one purchase of each owner: none depends on another. */
  async #applyOfMany(purchases: readonly PurchaseState[]): Promise<void> {
    const ordinary = purchases.filter(({ counted }) => counted);
    const areApplied = ordinary.length > 1 && (await this.#applyTogether(ordinary));
    const rest = areApplied ? purchases.filter(({ counted }) => !counted) : purchases;
    await Promise.all(rest.map((purchase) => this.apply(purchase)));
  }

  /** @returns whether it did: not if a purchase or a pair is not what is expected. Groups of one owner may overtake each other. */
  async #applyTogether(purchases: readonly PurchaseState[]): Promise<boolean> {
    const byOwner = Map.groupBy(purchases, (purchase) => purchase[this.owner]);
    let isLast = true;
    for (let lost = 0; lost < OVERTAKEN; lost += 1) {
      try {
        const writes = [...byOwner].flatMap(([owner, own]) => this.#togetherWrites(own, owner, isLast));
        await commit(this.#client, writes, { onConflict: byOwner.size > 1 ? 'fail' : 'repeat' });
        return true;
      } catch (error) {
        if (error instanceof LostRace) return false;
        if (!(error instanceof GuardFailed)) throw error;
        // A failed guard does not tell which owner has a later purchase.
        if (byOwner.size > 1 || error.guards.some((guard) => guard !== RANKED_LAST_GUARD)) return false;
        isLast = !isLast;
      }
    }
    return false;
  }

  /** @param isLast whether the last of the purchases is the owner's last. */
  #togetherWrites(purchases: readonly PurchaseState[], owner: string, isLast: boolean): GuardedWrite[] {
    const counts = countsOf(purchases);
    const pairs = Map.groupBy(purchases, pairKeyOf).values();
    return [
      ...purchases.map((purchase) => this.#marks.write(purchase, undefined)),
      ...[...pairs].map((own) => this.#pairs.addLast(own[0] as PurchaseState, countsOf(own))),
      isLast ? this.#ranking.addLast(owner, counts) : this.#ranking.addEarlier(owner, counts),
    ];
  }

  /** An owner's pairs, most recent purchase first. */
  source(ownerId: string): Source<PairRow> {
    return this.#pairs.source(ownerId);
  }

  /** What a customer bought of each of these products, as far as they bought any. */
  async countedOf(customerId: string, productIds: readonly string[]): Promise<CountedProduct[]> {
    const rows = await Promise.all(
      productIds.map((productId) => this.#pairs.find({ customerId, productId })),
    );
    return rows.flatMap((row) => {
      if (row === undefined) return [];
      const { productId, units, purchases, lastPurchasedAt, revenue } = row;
      return [{ productId, units, purchases, lastPurchasedAt, revenue: moneyOf(revenue) }];
    });
  }

  /** @param mark what was counted of the purchase before. */
  async #countWrites(
    purchase: PurchaseState,
    mark: Mark | undefined,
    isLast: Readonly<Record<typeof LAST_GUARD | typeof RANKED_LAST_GUARD, boolean>>,
  ): Promise<(GuardedWrite | TransactWrite)[]> {
    if (mark?.counted === true)
      return purchase.counted ? this.#adjustWrites(purchase, mark) : this.#removeWrites(mark, purchase);
    return purchase.counted ? this.#addWrites(purchase, isLast) : [];
  }

  #addWrites(
    purchase: PurchaseState,
    isLast: Readonly<Record<typeof LAST_GUARD | typeof RANKED_LAST_GUARD, boolean>>,
  ): GuardedWrite[] {
    const counts = countsOf([purchase]);
    const owner = purchase[this.owner];
    return [
      isLast[LAST_GUARD] ? this.#pairs.addLast(purchase, counts) : this.#pairs.addEarlier(purchase, counts),
      isLast[RANKED_LAST_GUARD]
        ? this.#ranking.addLast(owner, counts)
        : this.#ranking.addEarlier(owner, counts),
    ];
  }

  /** Of a purchase that stays counted, some units were returned. */
  #adjustWrites(purchase: PurchaseState, mark: Mark): GuardedWrite[] {
    const units = purchase.quantity - mark.quantity;
    const revenue = sumOfRevenue([revenueOfPurchase(purchase), negative(revenueOfPurchase(mark))]);
    if (units === 0 && Object.keys(revenue).length === 0) return [];
    return [
      this.#pairs.addUnits(purchase, { units, revenue }),
      this.#ranking.add(purchase[this.owner], { units, purchases: 0, revenue }),
    ];
  }

  /** @param mark has what is counted: some units may have been returned, and its price may not be counted. */
  async #removeWrites(mark: Mark, purchase: PurchaseState): Promise<GuardedWrite[]> {
    const counted = { ...purchase, quantity: mark.quantity, unitPrice: mark.unitPrice };
    const row = await this.#pairs.find(counted);
    // The purchase was removed concurrently, after its mark was read here.
    if (row === undefined) throw new GuardFailed([PAIR_GUARD]);
    const rest = withoutPurchase(row, counted, await this.#marks.lastOther(counted));
    return [this.#pairs.change(row, rest), await this.#takeFromRanking(counted, rest)];
  }

  /** @param rest what remains of the purchase's pair. */
  async #takeFromRanking(purchase: PurchaseState, rest: PurchaseCounts | undefined): Promise<GuardedWrite> {
    const { quantity, purchasedAt } = purchase;
    const owner = purchase[this.owner];
    const revenue = negative(revenueOfPurchase(purchase));
    const counts = { units: -quantity, purchases: -1, lastPurchasedAt: purchasedAt, revenue };
    // Read before the pairs, with any of which it changes.
    const ranked = await this.#ranking.find(owner);
    if (ranked.lastPurchasedAt !== undefined && ranked.lastPurchasedAt > purchasedAt)
      return this.#ranking.addEarlier(owner, counts);
    const other = await this.#pairs.lastOther(purchase);
    const before = [rest?.lastPurchasedAt, other?.lastPurchasedAt].filter((at) => at !== undefined);
    return this.#ranking.takeLast(owner, counts, before.toSorted().at(-1), ranked);
  }
}
