/** What was bought in one pair of customer and product. `lastPurchasedAt` is ISO 8601 UTC. */
export interface PurchaseCounts {
  readonly units: number;
  readonly purchases: number;
  readonly lastPurchasedAt: string;
}

/** What a projection needs of a purchase. `purchasedAt` is ISO 8601 UTC. */
export interface CountedPurchase {
  readonly purchaseId: string;
  readonly quantity: number;
  readonly purchasedAt: string;
}

/**
 * The counts without a purchase; `undefined` when none is left.
 * @param lastPurchasedAt when the last of the others was made.
 */
export const withoutPurchase = (
  counts: PurchaseCounts,
  { quantity }: CountedPurchase,
  lastPurchasedAt: string | undefined,
): PurchaseCounts | undefined =>
  lastPurchasedAt === undefined
    ? undefined
    : { units: counts.units - quantity, purchases: counts.purchases - 1, lastPurchasedAt };
