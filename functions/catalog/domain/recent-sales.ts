import * as z from 'zod';
import { SOLD_LATELY_DAYS, SOON_DAYS, type SoldLately } from '../../../contracts/catalog/shapes.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The units that were sold of a product and kept, by the day of the purchase (UTC): `units[0]` on `day`, `units[1]` on the day before,
 * and so on, for up to {@link SOLD_LATELY_DAYS} days. Days from before they were counted are missing.
 */
export const recentSalesSchema = /* @__PURE__ */ z.object({ day: z.string(), units: z.array(z.int()) });

export type RecentSales = Readonly<z.infer<typeof recentSalesSchema>>;

/** Nothing was sold yet, and counting starts. @param now ISO 8601 UTC. */
export const noSales = (now: string): RecentSales => ({ day: now.slice(0, 10), units: [0] });

/**
 * With units of a purchase, or without them if `units` is negative. What was sold before the last days, or before there was a count, is
 * not counted.
 * @param purchasedAt ISO 8601 UTC, as `now`.
 */
export function withSale(
  sales: RecentSales | undefined,
  purchasedAt: string,
  units: number,
  now: string,
): RecentSales {
  const latest = asOf(sales ?? noSales(now), now);
  // A clock may be ahead.
  const age = Math.max(0, dayNumber(latest.day) - dayNumber(purchasedAt));
  if (age >= SOLD_LATELY_DAYS || (units < 0 && age >= latest.units.length)) return latest;
  const counted = Array.from(
    { length: Math.max(latest.units.length, age + 1) },
    (_, index) => latest.units[index] ?? 0,
  );
  counted[age] = Math.max(0, (counted[age] ?? 0) + units);
  return { ...latest, units: counted };
}

/** What was sold on the last days, today included; of no days if none is known. @param now ISO 8601 UTC. */
export function soldLately(sales: RecentSales | undefined, now: string): SoldLately {
  const units = sales === undefined ? [] : asOf(sales, now).units;
  return { days: units.length, units: units.reduce((sum, each) => sum + each, 0) };
}

/**
 * Whether so many units in stock will have been sold within {@link SOON_DAYS} if they sell on as lately. Never true of none: those have
 * run out already. Without a sale it can only become untrue as time passes.
 */
export const runsOutSoon = (stock: number, { days, units }: SoldLately): boolean =>
  stock > 0 && units > 0 && stock * days <= SOON_DAYS * units;

/** The same sales, told from a later day. */
function asOf(sales: RecentSales, now: string): RecentSales {
  const passed = Math.min(dayNumber(now) - dayNumber(sales.day), SOLD_LATELY_DAYS);
  if (passed <= 0) return sales;
  const none = Array.from({ length: passed }, () => 0);
  return { day: now.slice(0, 10), units: [...none, ...sales.units].slice(0, SOLD_LATELY_DAYS) };
}

const dayNumber = (time: string): number => Math.floor(Date.parse(time) / DAY_MS);
