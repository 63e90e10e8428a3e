import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Counter, DAY_ROWS } from '../../../shared/counters/counter.ts';
import { readSeries } from '../../../shared/counters/series.ts';
import type { GuardedWrite } from '../../../shared/dynamodb/commit.ts';
import { timeOfId } from '../../../shared/values/ids.ts';
import type { PurchaseTimes } from '../../../shared/values/purchased-at.ts';
import { additionOf, dayOf, sumOf } from '../domain/day-count.ts';
import type { Purchase } from '../domain/purchase.ts';

/** The series of the counters of all days. */
export const DAYS = 'days';

const PREFIX = 'day-';
const counterOf = (day: string): string => `${PREFIX}${day}`;

/** What is counted of a day, by field. */
type DaySums = Readonly<Record<string, number>>;

/** A change of a purchase. */
export interface PurchaseChange {
  readonly before: Purchase | undefined;
  readonly after: Purchase;
}

/** The purchases made on each day, counted by status, in a table of counters. */
export class DayCounts {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** The counter of a day. @param day `YYYY-MM-DD` */
  of(day: string): Counter {
    return new Counter(this.#client, this.#table, counterOf(day), { rows: DAY_ROWS, series: DAYS });
  }

  /** The row that counts a purchase. */
  rowOf(purchase: PurchaseTimes & Pick<Purchase, 'purchaseId'>): string {
    return this.of(dayOf(purchase)).rowOf(purchase.purchaseId);
  }

  /** The row that counts the purchase with an id, in which is the time when it was made. */
  rowOfId(purchaseId: string): string {
    return this.rowOf({ purchaseId, createdAt: timeOfId(purchaseId) });
  }

  /**
   * The write that counts some changes, for the transaction that makes them; none if they change no count.
   * @param changes of purchases that count in the same row.
   */
  writes(changes: readonly PurchaseChange[]): GuardedWrite[] {
    const [first] = changes;
    const sums = sumOf(changes.map(({ before, after }) => additionOf(before, after)));
    if (first === undefined || Object.keys(sums).length === 0) return [];
    return [this.of(dayOf(first.after)).add(first.after.purchaseId, sums)];
  }

  /**
   * The sums of the days from one to another on which purchases were made, by day in order. Eventually consistent.
   * @param from the first day, `YYYY-MM-DD`. @param to the last one.
   */
  async between(from: string, to: string): Promise<(readonly [day: string, sums: DaySums])[]> {
    const range = { from: counterOf(from), to: counterOf(to) };
    const days = await readSeries(this.#client, this.#table, DAYS, range);
    return [...days].map(([counter, sums]) => [counter.slice(PREFIX.length), sums]);
  }
}
