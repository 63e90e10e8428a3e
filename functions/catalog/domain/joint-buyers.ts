import { type Revenue, sumOfRevenue } from '../../../shared/values/revenue.ts';

/** What a customer bought of one product. `lastPurchasedAt` is ISO 8601 UTC. */
export interface BuyerOfOne {
  readonly customerId: string;
  readonly units: number;
  readonly purchases: number;
  readonly lastPurchasedAt: string;
  readonly revenue: Revenue;
}

/** What a customer bought of several products, and how many of them. */
export interface BuyerOfSeveral extends BuyerOfOne {
  readonly products: number;
}

/** Each customer once, in the order in which they first come, with the sums of their rows. */
export function jointBuyersOf(rows: readonly BuyerOfOne[]): BuyerOfSeveral[] {
  const buyers = new Map<string, BuyerOfSeveral>();
  for (const { customerId, units, purchases, lastPurchasedAt, revenue } of rows) {
    const before = buyers.get(customerId);
    buyers.set(customerId, {
      customerId,
      units: units + (before?.units ?? 0),
      purchases: purchases + (before?.purchases ?? 0),
      lastPurchasedAt:
        before !== undefined && before.lastPurchasedAt > lastPurchasedAt
          ? before.lastPurchasedAt
          : lastPurchasedAt,
      revenue: sumOfRevenue([revenue, before?.revenue ?? {}]),
      products: 1 + (before?.products ?? 0),
    });
  }
  return [...buyers.values()];
}
