import type { PurchaseStatus } from '../../../contracts/purchases/shapes.ts';
import { type PurchaseTimes, purchasedAtOf } from '../../../shared/values/purchased-at.ts';

/** Numbers of purchases, by field. */
type Counts = Readonly<Record<string, number>>;

/** What the counts of a purchase depend on. */
interface Counted {
  readonly status: PurchaseStatus;
}

/** The day that a purchase was made, `YYYY-MM-DD` in UTC: it counts for this one, whenever it is requested and settled. */
export const dayOf = (purchase: PurchaseTimes): string => purchasedAtOf(purchase).slice(0, 10);

/** How a purchase counts for its day. A pending one does not. */
export const countsOf = (status: PurchaseStatus): Counts =>
  status === 'pending' ? {} : { count: 1, [status]: 1 };

/** What a change adds to the counts of the purchase's day; nothing if it changes none. */
export function additionOf(before: Counted | undefined, after: Counted): Record<string, number> {
  const [was, is] = [countsOf(before?.status ?? 'pending'), countsOf(after.status)];
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
