import type { NewPurchase } from '../../../contracts/purchases/shapes.ts';
import type { AddOptions } from '../../../shared/dynamodb/change-options.ts';
import { metricNames } from '../../../shared/logging/metric-names.ts';
import { count } from '../../../shared/logging/metrics.ts';
import type { CustomerReplica, ProductReplica } from '../../../shared/replicas/replicas.ts';
import { newId } from '../../../shared/values/ids.ts';
import { priceFor } from '../domain/buyable.ts';
import { type Purchase, requestPurchase, timeOfPurchase } from '../domain/purchase.ts';
import { purchases } from './tables.ts';

/** What Purchases knows of the customer and the product of a purchase. */
interface Known {
  readonly customer: CustomerReplica | undefined;
  readonly product: ProductReplica | undefined;
}

/**
 * Adds a requested purchase.
 * @param now ISO 8601 UTC.
 * @throws Refusal `unknown-customer` or `unknown-product`; as `AggregateTable.add`.
 */
export async function acceptPurchase(
  request: NewPurchase,
  { customer, product }: Known,
  now: string,
  options: AddOptions<Purchase>,
): Promise<Purchase> {
  const price = priceFor(customer, product);
  const id = newId(timeOfPurchase(request, now));
  const purchase = await purchases.add(
    requestPurchase(id, request, price, now, options.cause.actor),
    options,
  );
  count(metricNames.purchasesRequested);
  return purchase;
}
