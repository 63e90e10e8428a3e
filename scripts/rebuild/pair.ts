import { isDeepStrictEqual } from 'node:util';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Projection } from '../../functions/operations/derived/projections.ts';
import type { Row } from '../../functions/operations/derived/rows.ts';
import { Ranking } from '../../shared/counters/ranking.ts';
import type { GuardedWrite } from '../../shared/dynamodb/commit.ts';
import { type CountedRow, countedBefore } from '../../shared/dynamodb/recount.ts';
import { type Pair, type PairKeys, pairRowOf } from '../../shared/projections/pair-table.ts';
import { type CountedPurchase, countsOf } from '../../shared/projections/purchase-counts.ts';
import { countsOfMark, type Mark, markOf, pairKeyOf } from '../../shared/projections/purchase-marks.ts';
import { newId } from '../../shared/values/ids.ts';
import { keptUnitsOf, type PurchasedUnits } from '../../shared/values/kept-units.ts';
import { type PurchaseTimes, purchasedAtOf } from '../../shared/values/purchased-at.ts';
import { negative, revenueIn, sumOfRevenue } from '../../shared/values/revenue.ts';
import { unchanged } from './conditions.ts';
import type { Workshop } from './workshop.ts';

/** A transaction has at most 100 writes. */
const MARKS_AT_ONCE = 50;

const countedIn = (marks: Iterable<Row>): (Row & CountedPurchase)[] =>
  ([...marks] as (Row & CountedPurchase)[]).filter(({ counted }) => counted === true);

/** The mark that a projection must have of a purchase, without what recounts note; undefined if it is not settled. */
export function rightMarkOf(purchase: Row | undefined, pair: string): Row | undefined {
  if (purchase === undefined || pairKeyOf(purchase as unknown as Pair) !== pair) return undefined;
  const { status } = purchase;
  if (status !== 'completed' && status !== 'cancelled') return undefined;
  const purchasedAt = purchasedAtOf(purchase as unknown as PurchaseTimes);
  const quantity = keptUnitsOf(purchase as unknown as PurchasedUnits);
  const state = { ...purchase, quantity, purchasedAt, counted: status === 'completed' };
  return markOf(state as unknown as Parameters<typeof markOf>[0]);
}

/** Whether a mark is right. */
export function isMarkRight(mark: Row | undefined, right: Row | undefined): boolean {
  if (mark === undefined || right === undefined) return mark === right;
  const { countedBefore: _, ...plain } = mark;
  return isDeepStrictEqual(plain, right);
}

/** Whether a pair's row is right. @param marks all of the pair. */
export function isPairRight(row: Row | undefined, right: Row | undefined): boolean {
  if (row === undefined || right === undefined) return row === right;
  const { revision, ...plain } = row;
  return typeof revision === 'string' && isDeepStrictEqual(plain, right);
}

/** A pair's row as its marks count, without its revision; undefined if they count nothing. */
export function rightPairOf(keys: PairKeys, pair: Pair, marks: Iterable<Row>): Row | undefined {
  const counted = countedIn(marks);
  return counted.length === 0 ? undefined : { ...pairRowOf(keys, pair, countsOf(counted)) };
}

/** Rebuilds pairs of a projection, each with its marks in one transaction. */
export class PairBuilder {
  readonly #workshop: Workshop;
  readonly #projection: Projection;
  readonly #keys: PairKeys;
  readonly #ranking: Ranking;

  constructor(workshop: Workshop, projection: Projection) {
    const { service, owner, ranked } = projection;
    this.#workshop = workshop;
    this.#projection = projection;
    this.#keys = { owner, listed: owner === 'customerId' ? 'productId' : 'customerId' };
    this.#ranking = new Ranking(workshop.client, workshop.nameOf(`${service} Counters`), ranked);
  }

  rightPairOf(pair: Pair, marks: Iterable<Row>): Row | undefined {
    return rightPairOf(this.#keys, pair, marks);
  }

  /**
   * Makes a pair and its marks agree with its purchases. Nothing is ever counted less in between: marks that do not fit into
   * one transaction come first, and the pair's row last.
   */
  async rebuild(pair: Pair): Promise<void> {
    const { pairs } = this.#projection;
    await this.#workshop.settle(`${pairs} ${pairKeyOf(pair)}`, async () => {
      while (await this.#rebuildSome(pair));
    });
  }

  /** @returns whether there is more to rebuild. */
  async #rebuildSome(pair: Pair): Promise<boolean> {
    const { pairs, owner } = this.#projection;
    const key = pairKeyOf(pair);
    // In this order: a purchase is never older than its mark, unless the mark is wrong.
    const row = await this.#workshop.getOne(pairs, { ...pair });
    const marks = await this.#marksOf(key);
    const right = await this.#rightMarksOf(pair, marks);
    const ids = [...new Set([...marks.keys(), ...right.keys()])];
    const wrong = ids.filter((id) => !isMarkRight(marks.get(id), right.get(id)));
    const rightRow = this.rightPairOf(pair, right.values());
    if (wrong.length === 0 && isPairRight(row, rightRow)) return false;

    const markWrites = wrong
      .slice(0, MARKS_AT_ONCE)
      .map((id) => this.#markWrite(key, id, marks.get(id), right.get(id)));
    if (wrong.length > MARKS_AT_ONCE) {
      await this.#workshop.commit(markWrites, markWrites.length);
      return true;
    }
    const difference = this.#difference(row, countedIn(marks.values()), rightRow);
    const ranked = difference === undefined ? [] : [this.#ranking.add(pair[owner], difference)];
    const isRowRight = isPairRight(row, rightRow);
    const writes = [...markWrites, this.#rowWrite(pair, row, isRowRight ? row : rightRow), ...ranked];
    await this.#workshop.commit(writes, markWrites.length + (isRowRight ? 0 : 1));
    return false;
  }

  /**
   * By what the ranking must change with a pair that agreed with its marks, as when an event is not handled yet. Otherwise
   * the ranking may be right, and is counted later.
   */
  #difference(row: Row | undefined, marks: readonly CountedPurchase[], right: Row | undefined) {
    if (row === undefined) return undefined;
    const has = countsOf(marks);
    const isSame =
      row['units'] === has.units &&
      row['purchases'] === has.purchases &&
      isDeepStrictEqual(revenueIn(row), has.revenue);
    if (!isSame) return undefined;
    const units = Number(right?.['units'] ?? 0) - has.units;
    const purchases = Number(right?.['purchases'] ?? 0) - has.purchases;
    const revenue = sumOfRevenue([revenueIn(right ?? {}), negative(has.revenue)]);
    const isZero = units === 0 && purchases === 0 && Object.keys(revenue).length === 0;
    return isZero ? undefined : { units, purchases, revenue };
  }

  async #marksOf(key: string): Promise<Map<string, Row>> {
    const marks = await this.#workshop.rows.partition(
      `${this.#projection.service} CountedPurchases`,
      'pair',
      key,
    );
    return new Map(marks.map((mark) => [String(mark['purchaseId']), mark]));
  }

  async #rightMarksOf(pair: Pair, marks: ReadonlyMap<string, Row>): Promise<Map<string, Row>> {
    const ids = [...new Set([...marks.keys(), ...(await this.#purchasesOf(pair))])];
    const purchases = await this.#workshop.rows.get(
      'purchases Purchases',
      ids.map((purchaseId) => ({ purchaseId })),
    );
    return new Map(
      purchases.flatMap((purchase, index) => {
        const mark = rightMarkOf(purchase, pairKeyOf(pair));
        return mark === undefined ? [] : [[ids[index] as string, mark] as const];
      }),
    );
  }

  /** The ids of a pair's purchases. The index may lag behind; events of what it lacks are still under way. */
  async #purchasesOf({ customerId, productId }: Pair): Promise<string[]> {
    const query = {
      TableName: this.#workshop.nameOf('purchases Purchases'),
      IndexName: 'by-customer',
      KeyConditionExpression: 'customerId = :customerId',
      FilterExpression: 'productId = :productId',
      ExpressionAttributeValues: { ':customerId': customerId, ':productId': productId },
    };
    const ids: string[] = [];
    for await (const { Items = [] } of paginateQuery({ client: this.#workshop.client }, query)) {
      ids.push(...Items.map(({ purchaseId }) => String(purchaseId)));
    }
    return ids;
  }

  #markWrite(pair: string, purchaseId: string, mark: Row | undefined, right: Row | undefined): GuardedWrite {
    const TableName = this.#workshop.nameOf(`${this.#projection.service} CountedPurchases`);
    const condition = unchanged(mark, 'pair');
    const write =
      right === undefined
        ? { Delete: { TableName, Key: { pair, purchaseId }, ...condition } }
        : { Put: { TableName, Item: { ...right }, ...condition } };
    return {
      guard: 'mark',
      write,
      countedBefore: countedBefore(
        mark as CountedRow | undefined,
        mark === undefined ? { counted: false } : countsOfMark(mark as Mark),
      ),
    };
  }

  /** A pair's row always changes its revision, so that it can be rebuilt only from marks that are still the same. */
  #rowWrite({ customerId, productId }: Pair, row: Row | undefined, right: Row | undefined): GuardedWrite {
    const TableName = this.#workshop.nameOf(this.#projection.pairs);
    const condition = unchanged(row, 'customerId');
    const write =
      right === undefined
        ? { Delete: { TableName, Key: { customerId, productId }, ...condition } }
        : { Put: { TableName, Item: { ...right, revision: newId() }, ...condition } };
    return { guard: 'pair', write };
  }
}
