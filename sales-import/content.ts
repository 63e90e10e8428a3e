import { Sums } from './money-text.ts';
import type { Plan, RejectedLine } from './plan.ts';

/** What is in a plan: money that was taken and given back, and the days of the sales in order. */
export function contentOf({ purchases, returns }: Pick<Plan, 'purchases' | 'returns'>) {
  const [sold, returned] = [new Sums(), new Sums()];
  for (const { unitPrice, total } of purchases) sold.add(unitPrice.currency, total);
  for (const { line } of returns) returned.add(line.unitPrice.currency, line.total);
  const days = purchases.flatMap(({ soldAt }) => soldAt?.slice(0, 10) ?? []).toSorted();
  return { sold, returned, days };
}

/** Rejected lines by their reason, the most frequent one first. */
export const byReason = (rejected: readonly RejectedLine[]): [reason: string, lines: RejectedLine[]][] =>
  [...Map.groupBy(rejected, ({ reason }) => reason)].toSorted(([, a], [, b]) => b.length - a.length);
