import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { commit } from '../../../shared/dynamodb/commit.ts';
import { lostRace, untilWon } from '../../../shared/dynamodb/versioned.ts';
import type { Cause } from '../../../shared/values/aggregate.ts';
import type { Product, RemovedProduct } from '../domain/product.ts';
import {
  type Reservation,
  type ReservationDecision,
  type ReservationRequest,
  releaseStock,
  reserveStock,
} from '../domain/reservation.ts';

/** What a decision was made on. */
interface StockState {
  readonly product: Product | undefined;
  readonly reservation: Reservation | undefined;
}

/** Sets stock aside for purchases and gives it back: product and reservation in one transaction. */
export class Stock {
  readonly #client: DynamoDBDocumentClient;
  readonly #products: AggregateTable<Product, RemovedProduct>;
  readonly #reservations: AggregateTable<Reservation>;

  /** @param reservations a table's name (key: `purchaseId`). */
  constructor(
    client: DynamoDBDocumentClient,
    products: AggregateTable<Product, RemovedProduct>,
    reservations: string,
  ) {
    this.#client = client;
    this.#products = products;
    this.#reservations = new AggregateTable(client, {
      table: reservations,
      key: 'purchaseId',
      noun: 'reservation',
    });
  }

  /** Reserves or rejects, once for each purchase: asked again, it does nothing. @param now ISO 8601 UTC. */
  async reserve(request: ReservationRequest, now: string, cause: Cause): Promise<void> {
    await untilWon(async () => {
      const product = await this.#products.find(request.productId);
      try {
        await this.#commit({ product, reservation: undefined }, reserveStock(product, request, now), cause);
      } catch (error) {
        // Nearly always it is the first time: whether it was reserved before is read only when that proved wrong.
        if (lostRace(error) && (await this.#reservations.find(request.purchaseId)) !== undefined) return;
        throw error;
      }
    });
  }

  /**
   * Gives the stock of a purchase back, once.
   * @throws Refusal `not-found` when nothing was reserved yet: the event came early and has to come again.
   */
  async release(request: ReservationRequest, now: string, cause: Cause): Promise<void> {
    await untilWon(async () => {
      const [product, reservation] = await Promise.all([
        this.#products.find(request.productId),
        this.#reservations.get(request.purchaseId),
      ]);
      if (reservation.status !== 'reserved') return;
      await this.#commit({ product, reservation }, releaseStock(product, reservation, now), cause);
    });
  }

  async #commit(before: StockState, after: ReservationDecision, cause: Cause): Promise<void> {
    await commit(this.#client, [
      ...this.#reservations.writes(before.reservation, after.reservation, cause),
      ...(after.product === undefined ? [] : this.#products.writes(before.product, after.product, cause)),
    ]);
  }
}
