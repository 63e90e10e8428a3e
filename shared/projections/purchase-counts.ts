/** What one customer bought of one product. `lastPurchasedAt` is ISO 8601 UTC. */
export interface PurchaseCounts {
  readonly units: number;
  readonly purchases: number;
  readonly lastPurchasedAt: string;
}

/** The part of a purchase that a projection needs. `purchasedAt` is ISO 8601 UTC. */
export interface CountedPurchase {
  readonly purchaseId: string;
  readonly quantity: number;
  readonly purchasedAt: string;
}

/**
 * The counts without a purchase; `undefined` if it was the only one.
 * @param lastPurchasedAt the time of the most recent other purchase, if any.
 */
export const withoutPurchase = (
  counts: PurchaseCounts,
  { quantity }: CountedPurchase,
  lastPurchasedAt: string | undefined,
): PurchaseCounts | undefined =>
  lastPurchasedAt === undefined
    ? undefined
    : { units: counts.units - quantity, purchases: counts.purchases - 1, lastPurchasedAt };
