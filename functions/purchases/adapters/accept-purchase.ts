import type { NewPurchase } from '../../../contracts/purchases/shapes.ts';
import { attributed } from '../../../shared/dynamodb/attributed.ts';
import type { AddOptions } from '../../../shared/dynamodb/change-options.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { commit } from '../../../shared/dynamodb/commit.ts';
import { MAX_TRANSACTION_ITEMS } from '../../../shared/dynamodb/limits.ts';
import type { Remembering } from '../../../shared/idempotency/idempotency-table.ts';
import { metricNames } from '../../../shared/logging/metric-names.ts';
import { amount, count } from '../../../shared/logging/metrics.ts';
import type { CustomerReplica, ProductReplica } from '../../../shared/replicas/replicas.ts';
import type { Cause } from '../../../shared/values/aggregate.ts';
import { newId } from '../../../shared/values/ids.ts';
import { buyableBy } from '../domain/buyable.ts';
import { type Purchase, requestPurchase, timeOfPurchase } from '../domain/purchase.ts';
import { purchases } from './tables.ts';

/** What Purchases knows of the customer and the product of a purchase. */
interface Known {
  readonly customer: CustomerReplica | undefined;
  readonly product: ProductReplica | undefined;
}

/**
 * A purchase as requested, if it can be.
 * @param now ISO 8601 UTC.
 * @throws Refusal `unknown-customer` or `unknown-product`.
 */
export function newPurchase(
  request: NewPurchase,
  { customer, product }: Known,
  now: string,
  cause: Cause,
): Purchase {
  const bought = buyableBy(customer, product);
  const id = newId(timeOfPurchase(request, now));
  return attributed(requestPurchase(id, request, bought, now, cause.actor), cause);
}

/**
 * Adds a requested purchase.
 * @param now ISO 8601 UTC.
 * @throws as {@link newPurchase} and `AggregateTable.add`.
 */
export async function acceptPurchase(
  request: NewPurchase,
  known: Known,
  now: string,
  options: AddOptions<Purchase>,
): Promise<Purchase> {
  const purchase = await purchases.add(newPurchase(request, known, now, options.cause), options);
  count(metricNames.purchasesRequested);
  return purchase;
}

/** The most purchases that are added together: each takes two items of a transaction. */
export const MOST_TOGETHER = Math.floor(MAX_TRANSACTION_ITEMS / 2);

/** A new purchase, and what remembers the answer to its idempotency key, one write. */
export interface RememberedPurchase {
  readonly purchase: Purchase;
  readonly remembering: Remembering;
}

/**
 * Adds new purchases in one transaction: all or none.
 * @param requested at most {@link MOST_TOGETHER}.
 * @throws GuardFailed if a key is taken; Refusal `overloaded`.
 */
export async function acceptTogether(requested: readonly RememberedPurchase[], cause: Cause): Promise<void> {
  const writes = requested.flatMap(({ purchase, remembering }) => [
    ...purchases.writes(undefined, purchase, cause),
    ...remembering,
  ]);
  await commit(documentClient, writes);
  amount(metricNames.purchasesRequested, requested.length);
}
