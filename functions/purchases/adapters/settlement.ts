import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { commit } from '../../../shared/dynamodb/commit.ts';
import { MAX_TRANSACTION_ITEMS } from '../../../shared/dynamodb/limits.ts';
import { optimistically } from '../../../shared/dynamodb/optimistic-locking.ts';
import { notFound } from '../../../shared/refusals/refusal.ts';
import type { Cause } from '../../../shared/values/aggregate.ts';
import { type Purchase, type Rejection, settlePurchase } from '../domain/purchase.ts';
import type { DayCounts } from './day-counts.ts';

/** What Catalog answered about the stock of a purchase. */
export interface StockAnswer {
  readonly purchaseId: string;
  /** Missing if the stock is reserved. */
  readonly rejection: Rejection | undefined;
  readonly cause: Cause;
}

/** The most purchases that are settled together; their day is an item of the transaction, too. */
export const SETTLED_AT_ONCE = MAX_TRANSACTION_ITEMS - 1;

/** A group that has lost so many races gives way: it fails, and its parts are tried. A single purchase goes on. */
const RACES = 8;

/** Settles purchases, those that count in the same row of their day in one transaction with it. */
export class Settlement {
  readonly #client: DynamoDBDocumentClient;
  readonly #purchases: AggregateTable<Purchase>;
  readonly #days: DayCounts;

  constructor(client: DynamoDBDocumentClient, purchases: AggregateTable<Purchase>, days: DayCounts) {
    this.#client = client;
    this.#purchases = purchases;
    this.#days = days;
  }

  /**
   * Settles the purchases that are pending; of two answers about one, the first counts.
   * @param now ISO 8601 UTC.
   * @returns those that this settled.
   * @throws Refusal `not-found` if one does not exist, `concurrent-change` or `overloaded`; some may be settled then.
   */
  async settle(answers: readonly StockAnswer[], now: string): Promise<Purchase[]> {
    const byId = new Map(answers.toReversed().map((answer) => [answer.purchaseId, answer]));
    const settled: Purchase[] = [];
    const attempt = async (): Promise<void> => {
      const found = await this.#purchases.findAll([...byId.keys()]);
      const changes = [...byId.values()].flatMap(({ purchaseId, rejection, cause }) => {
        const before = found.get(purchaseId);
        if (before === undefined) throw notFound('purchase', purchaseId);
        const after = settlePurchase(before, rejection, now);
        return after === before ? [] : [{ before, after, cause }];
      });
      for (const group of Map.groupBy(changes, ({ after }) => this.#days.rowOf(after)).values()) {
        const puts = group.map(({ before, after, cause }) => this.#purchases.put(before, after, cause));
        await commit(this.#client, [...puts, ...this.#days.writes(group)]);
        settled.push(...group.map(({ after }) => after));
      }
    };
    await optimistically(attempt, byId.size > 1 ? RACES : undefined);
    return settled;
  }
}
