import type { PurchaseStatistics, PurchaseStatus } from '../../../contracts/purchases/shapes.ts';
import { keptUnitsOf } from '../../../shared/values/kept-units.ts';
import { type PurchaseTimes, purchasedAtOf } from '../../../shared/values/purchased-at.ts';
import { moneyOf, type Revenue, revenueIn, revenueOf } from '../../../shared/values/revenue.ts';
import { isSettled, type Purchase } from './purchase.ts';

/** Numbers of purchases, by field. */
type Counts = Readonly<Record<string, number>>;

/** What the counts of a purchase depend on. */
type Counted = Pick<Purchase, 'status' | 'unitPrice' | 'quantity' | 'returned'>;

/** The day that a purchase was made, `YYYY-MM-DD` in UTC: it counts for this one, whenever it is requested and settled. */
export const dayOf = (purchase: PurchaseTimes): string => purchasedAtOf(purchase).slice(0, 10);

/** How a status counts, with what a completed purchase brings. A pending one does not count. */
export const countsOf = (status: PurchaseStatus, revenue: Revenue = {}): Counts =>
  status === 'pending' ? {} : { count: 1, [status]: 1, ...revenue };

/** What a purchase brings: only a completed one does, and only by what was kept. */
const revenueOfPurchase = (purchase: Counted): Revenue =>
  purchase.status === 'completed' ? revenueOf(purchase.unitPrice, keptUnitsOf(purchase)) : {};

/** How a purchase counts in the sums of its day. */
export const purchaseCounts = (purchase: Counted) => ({
  counted: isSettled(purchase),
  revenue: revenueOfPurchase(purchase),
});

/** What a change adds to the counts of the purchase's day; nothing if it changes none. */
export function additionOf(before: Counted | undefined, after: Counted): Record<string, number> {
  const [was, is] = [before, after].map((purchase) =>
    purchase === undefined ? {} : countsOf(purchase.status, revenueOfPurchase(purchase)),
  ) as [Counts, Counts];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const added = fields.map((field) => [field, (is[field] ?? 0) - (was[field] ?? 0)] as const);
  return Object.fromEntries(added.filter(([, number]) => number !== 0));
}

/** What several changes add in all. */
export function sumOf(additions: readonly Counts[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [field, number] of additions.flatMap((addition) => Object.entries(addition))) {
    sums[field] = (sums[field] ?? 0) + number;
  }
  return sums;
}

/** The sums of a day as the API tells them. @param day `YYYY-MM-DD` */
export function statisticsOf(day: string, sums: Counts): PurchaseStatistics {
  const { count = 0, completed = 0, rejected = 0, cancelled = 0 } = sums;
  return { day, count, completed, rejected, cancelled, revenue: moneyOf(revenueIn(sums)) };
}
