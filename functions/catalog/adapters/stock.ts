import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import {
  commit,
  type GuardedWrite,
  GuardFailed,
  LostRace,
  type TransactWrite,
} from '../../../shared/dynamodb/commit.ts';
import { MAX_TRANSACTION_ITEMS } from '../../../shared/dynamodb/limits.ts';
import { optimistically } from '../../../shared/dynamodb/optimistic-locking.ts';
import { notFound } from '../../../shared/refusals/refusal.ts';
import type { Cause } from '../../../shared/values/aggregate.ts';
import type { Product, RemovedProduct } from '../domain/product.ts';
import {
  decideTogether,
  type GroupState,
  type Reservation,
  type ReservationRequest,
  releaseStock,
  reserveStock,
} from '../domain/reservation.ts';

/** A request for one purchase, and why it is made. */
export interface CausedRequest<Request extends ReservationRequest = ReservationRequest> {
  readonly request: Request;
  readonly cause: Cause;
}

/** Tells how many units of a purchase were returned by now, in all. */
export interface ReleaseRequest extends ReservationRequest {
  readonly returned: number;
}

/** The rule for one purchase of a group. */
type Decide = Parameters<typeof decideTogether>[2];

/** The most requests of a product that are decided together; the product is an item of the transaction, too. */
export const REQUESTS_AT_ONCE = MAX_TRANSACTION_ITEMS - 1;

/** The most products of which one purchase each is decided together: a product may have a few more rows to write. */
export const PRODUCTS_AT_ONCE = 25;

/** A group that has lost so many races gives way: it fails, and its parts are tried. A single request goes on. */
const RACES = 8;

/**
 * Reserves stock for purchases and releases it. A product changes once for all requests of a call, in one transaction
 * with their reservations. The purchase that was made first is decided first.
 */
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

  /**
   * Reserves or rejects; idempotent by purchase.
   * @param requests for one product, or at most {@link PRODUCTS_AT_ONCE} for several.
   * @param now ISO 8601 UTC.
   * @param read products that were read a moment ago, for the first attempt; default none.
   * @throws Refusal `concurrent-change` or `overloaded`; some requests may be decided then.
   */
  async reserve(
    requests: readonly CausedRequest[],
    now: string,
    read?: ReadonlyMap<string, Product>,
  ): Promise<void> {
    const byProduct = Map.groupBy(requests, ({ request }) => request.productId);
    if (byProduct.size > 1) return this.#reserveOfMany(byProduct, now, read);
    const decide = reserving(requests, now);
    let [known] = [...byProduct.keys()].map((id) => read?.get(id));
    await this.#change(requests, async (group, failed) => {
      const [first] = group.values();
      const [product, reservations] = await Promise.all([
        known ?? this.#products.find(first?.request.productId ?? ''),
        // Nearly every request is the first of its purchase, so earlier reservations are read only after a failure.
        failed === 0 ? new Map<string, Reservation>() : this.#reservations.findAll([...group.keys()]),
      ]);
      known = undefined;
      return [{ product, reservations }, decide];
    });
  }

  /** All in one transaction, on the assumption that all are new and nobody else changes these products; otherwise each product on its own. */
  async #reserveOfMany(
    byProduct: ReadonlyMap<string, readonly CausedRequest[]>,
    now: string,
    read?: ReadonlyMap<string, Product>,
  ): Promise<void> {
    const products = read ?? (await this.#products.findAll([...byProduct.keys()]));
    const writes = [...byProduct].flatMap(([id, requests]) => {
      const group = inOrder(requests);
      const before = { product: products.get(id), reservations: new Map<string, Reservation>() };
      return this.#writes(before, group, [...group.keys()], reserving(requests, now));
    });
    try {
      if (writes.length <= MAX_TRANSACTION_ITEMS)
        return await commit(this.#client, writes, { onConflict: 'fail' });
    } catch (error) {
      if (!(error instanceof GuardFailed || error instanceof LostRace)) throw error;
    }
    await Promise.all([...byProduct.values()].map((requests) => this.reserve(requests, now)));
  }

  /**
   * Returns units of purchases to stock; idempotent by purchase and number.
   * @param now ISO 8601 UTC.
   * @throws Refusal `not-found` when nothing was reserved yet for one of them: the event arrived early and has to be
   * redelivered. Otherwise as {@link reserve}.
   */
  async release(requests: readonly CausedRequest<ReleaseRequest>[], now: string): Promise<void> {
    // Of several requests for a purchase, the one with the most units says it all.
    const latest = requests.toSorted(({ request: one }, { request: other }) => one.returned - other.returned);
    await this.#change(latest, async (group) => {
      const [first] = group.values();
      const [product, reservations] = await Promise.all([
        this.#products.findEver(first?.request.productId ?? ''),
        this.#reservations.findAll([...group.keys()]),
      ]);
      return [
        { product, reservations },
        ({ product, reservation }, purchaseId) => {
          if (reservation === undefined) throw notFound('reservation', purchaseId);
          const { returned } = (group.get(purchaseId) as CausedRequest<ReleaseRequest>).request;
          return releaseStock({ product, reservation }, returned, now);
        },
      ];
    });
  }

  /** As {@link AggregateTable.change}, for a product and its reservations together. */
  async #change(
    requests: readonly CausedRequest[],
    read: (
      group: ReadonlyMap<string, CausedRequest>,
      failed: number,
    ) => Promise<readonly [GroupState, Decide]>,
  ): Promise<void> {
    let waiting = inOrder(requests);
    while (waiting.size > 0) {
      const written = await optimistically(
        async (failed) => {
          const [before, decide] = await read(waiting, failed);
          return this.#commit(before, waiting, decide);
        },
        waiting.size > 1 ? RACES : undefined,
      );
      waiting = new Map([...waiting].slice(written));
    }
  }

  /** @returns how many requests are decided: as many as fit into a transaction. */
  async #commit(
    before: GroupState,
    group: ReadonlyMap<string, CausedRequest>,
    decide: Decide,
  ): Promise<number> {
    for (let size = Math.min(group.size, REQUESTS_AT_ONCE); ; ) {
      const ids = [...group.keys()].slice(0, size);
      const writes = this.#writes(before, group, ids, decide);
      if (writes.length <= MAX_TRANSACTION_ITEMS || size === 1) {
        await commit(this.#client, writes, { onConflict: 'fail' });
        return size;
      }
      // The product has more rows to write than usual, such as those by which it is found.
      size = Math.max(1, size - (writes.length - MAX_TRANSACTION_ITEMS));
    }
  }

  /** The writes of what is decided for some requests of a product. */
  #writes(
    before: GroupState,
    group: ReadonlyMap<string, CausedRequest>,
    ids: readonly string[],
    decide: Decide,
  ): (GuardedWrite | TransactWrite)[] {
    const after = decideTogether(before, ids, decide);
    const causeOf = (id = ''): Cause => (group.get(id) as CausedRequest).cause;
    return [
      ...ids.flatMap((id) =>
        this.#reservations.writes(before.reservations.get(id), after.reservations.get(id), causeOf(id)),
      ),
      ...this.#products.writes(before.product, after.product, causeOf(ids.at(-1))),
    ];
  }
}

/** Requests by purchase, that which was made first comes first. */
const inOrder = (requests: readonly CausedRequest[]): Map<string, CausedRequest> =>
  new Map(
    requests
      .toSorted((one, other) => (one.request.purchaseId < other.request.purchaseId ? -1 : 1))
      .map((each) => [each.request.purchaseId, each]),
  );

/** The rule for a reservation of each of these purchases. */
function reserving(requests: readonly CausedRequest[], now: string): Decide {
  const byPurchase = inOrder(requests);
  return (state, purchaseId) =>
    reserveStock(state, (byPurchase.get(purchaseId) as CausedRequest).request, now);
}
