import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ReservationEvent } from '../../../contracts/catalog/events.ts';
import { causedBy } from '../../../contracts/definition/define-event.ts';
import type { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { commit } from '../../../shared/dynamodb/commit.ts';
import { MAX_TRANSACTION_ITEMS } from '../../../shared/dynamodb/limits.ts';
import { optimistically } from '../../../shared/dynamodb/optimistic-locking.ts';
import { notFound } from '../../../shared/refusals/refusal.ts';
import { type Purchase, settlePurchase } from '../domain/purchase.ts';
import { answeringEventOf } from '../domain/purchase-life.ts';
import type { DayCounts } from './day-counts.ts';

/** What some answers of Catalog did. */
interface Outcome {
  /** The purchases that they settled. */
  readonly settled: readonly Purchase[];
  /** The answers that settled nothing, neither now nor earlier. */
  readonly others: readonly ReservationEvent[];
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
   * @param read purchases, at least these, that were read a moment ago, for the first attempt.
   * @throws Refusal `not-found` if a purchase does not exist, `concurrent-change` or `overloaded`; some may be settled then.
   */
  async settle(
    answers: readonly ReservationEvent[],
    now: string,
    read?: ReadonlyMap<string, Purchase>,
  ): Promise<Outcome> {
    const byId = new Map(answers.toReversed().map((answer) => [answer.data.purchaseId, answer]));
    const settled: Purchase[] = [];
    const attempt = async (failed: number): Promise<Map<string, Purchase>> => {
      const found =
        read !== undefined && failed === 0 ? new Map(read) : await this.#purchases.findAll([...byId.keys()]);
      const changes = [...byId].flatMap(([purchaseId, { metadata, data }]) => {
        const before = found.get(purchaseId);
        if (before === undefined) throw notFound('purchase', purchaseId);
        const rejection = 'code' in data ? { code: data.code, detail: data.detail } : undefined;
        const after = settlePurchase(before, rejection, now, answeringEventOf(metadata));
        return after === before ? [] : [{ before, after, cause: causedBy(metadata) }];
      });
      for (const group of Map.groupBy(changes, ({ after }) => this.#days.rowOf(after)).values()) {
        const puts = group.map(({ before, after, cause }) => this.#purchases.put(before, after, cause));
        await commit(this.#client, [...puts, ...this.#days.writes(group)]);
        for (const { after } of group) {
          settled.push(after);
          found.set(after.purchaseId, after);
        }
      }
      return found;
    };
    const found = await optimistically(attempt, byId.size > 1 ? RACES : undefined);
    const others = answers.filter(
      ({ metadata, data }) => found.get(data.purchaseId)?.settledBy?.eventId !== metadata.eventId,
    );
    return { settled, others };
  }
}
