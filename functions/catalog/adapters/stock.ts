import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { commit } from '../../../shared/dynamodb/commit.ts';
import { optimistically } from '../../../shared/dynamodb/optimistic-locking.ts';
import type { Cause } from '../../../shared/values/aggregate.ts';
import type { Product, RemovedProduct } from '../domain/product.ts';
import {
  type Reservation,
  type ReservationRequest,
  releaseStock,
  reserveStock,
  type StockState,
} from '../domain/reservation.ts';

/** Reserves stock for purchases and releases it: product and reservation change in one transaction. */
export class Stock {
  readonly #client: DynamoDBDocumentClient;
  readonly #products: AggregateTable<Product, RemovedProduct>;
  readonly #reservations: AggregateTable<Reservation>;

  constructor(
    client: DynamoDBDocumentClient,
    products: AggregateTable<Product, RemovedProduct>,
    reservations: AggregateTable<Reservation>,
  ) {
    this.#client = client;
    this.#products = products;
    this.#reservations = reservations;
  }

  /** Reserves or rejects; idempotent by purchase. @param now ISO 8601 UTC. */
  async reserve(request: ReservationRequest, now: string, cause: Cause): Promise<void> {
    await this.#change(
      async (failed) => ({
        product: await this.#products.find(request.productId),
        // Nearly every request is the first of its purchase, so an earlier reservation is read only after a failure.
        reservation: failed === 0 ? undefined : await this.#reservations.find(request.purchaseId),
      }),
      (state) => reserveStock(state, request, now),
      cause,
    );
  }

  /**
   * Releases the stock of a purchase; idempotent by purchase.
   * @throws Refusal `not-found` when nothing was reserved yet: the event arrived early and has to be redelivered.
   */
  async release(request: ReservationRequest, now: string, cause: Cause): Promise<void> {
    await this.#change(
      async () => {
        const [product, reservation] = await Promise.all([
          this.#products.find(request.productId),
          this.#reservations.get(request.purchaseId),
        ]);
        return { product, reservation };
      },
      (state) => releaseStock(state, now),
      cause,
    );
  }

  /** As {@link AggregateTable.change}, for the two aggregates together. */
  async #change<Before extends StockState>(
    read: (failed: number) => Promise<Before>,
    decide: (before: Before) => StockState,
    cause: Cause,
  ): Promise<void> {
    await optimistically(async (failed) => {
      const before = await read(failed);
      const after = decide(before);
      await commit(this.#client, [
        ...this.#reservations.writes(before.reservation, after.reservation, cause),
        ...this.#products.writes(before.product, after.product, cause),
      ]);
    });
  }
}
