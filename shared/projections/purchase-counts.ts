import type { Money } from '../values/money.ts';
import { negative, type Revenue, revenueIn, revenueOf, sumOfRevenue } from '../values/revenue.ts';

/** What one customer bought of one product. `lastPurchasedAt` is ISO 8601 UTC. */
export interface PurchaseCounts {
  readonly units: number;
  readonly purchases: number;
  readonly lastPurchasedAt: string;
  /** Without purchases that were counted before their price was. */
  readonly revenue: Revenue;
}

/** The part of a purchase that a projection needs. `purchasedAt` is ISO 8601 UTC. */
export interface CountedPurchase {
  readonly purchaseId: string;
  readonly quantity: number;
  readonly unitPrice?: Money | undefined;
  readonly purchasedAt: string;
}

/** The counts in a row. */
export const countsIn = (row: Omit<PurchaseCounts, 'revenue'>): PurchaseCounts => ({
  units: row.units,
  purchases: row.purchases,
  lastPurchasedAt: row.lastPurchasedAt,
  revenue: revenueIn(row),
});

/** The counts of some purchases, of which there is at least one. */
export const countsOf = (purchases: readonly CountedPurchase[]): PurchaseCounts => ({
  units: purchases.reduce((sum, { quantity }) => sum + quantity, 0),
  purchases: purchases.length,
  lastPurchasedAt: purchases
    .map(({ purchasedAt }) => purchasedAt)
    .toSorted()
    .at(-1) as string,
  revenue: sumOfRevenue(purchases.map(revenueOfPurchase)),
});

/** What a purchase brings. */
export const revenueOfPurchase = ({
  unitPrice,
  quantity,
}: Pick<CountedPurchase, 'unitPrice' | 'quantity'>): Revenue => revenueOf(unitPrice, quantity);

/**
 * The counts without a purchase; `undefined` if it was the only one.
 * @param lastPurchasedAt the time of the most recent other purchase, if any.
 */
export const withoutPurchase = (
  counts: PurchaseCounts,
  purchase: CountedPurchase,
  lastPurchasedAt: string | undefined,
): PurchaseCounts | undefined =>
  lastPurchasedAt === undefined
    ? undefined
    : {
        units: counts.units - purchase.quantity,
        purchases: counts.purchases - 1,
        lastPurchasedAt,
        revenue: sumOfRevenue([counts.revenue, negative(revenueOfPurchase(purchase))]),
      };
