import type { Money } from '../../../../shared/values/money.ts';
import { sumsOfMoney } from '../../numbers/sums-of-money.ts';

/** What the purchases of a day bring. */
interface Day {
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  readonly revenue: readonly Money[];
}

/** The latest days, and those of them on which purchases were made. */
export interface LatestDays<D extends Day = Day> {
  /** All days in their order, of which the last is today. */
  readonly days: readonly string[];
  readonly items: readonly D[];
}

/** What these days bring, for each currency; the largest sum first. */
export const revenueOf = (items: readonly Day[]): Money[] =>
  sumsOfMoney(items.flatMap(({ revenue }) => revenue)).toSorted((one, other) => other.amount - one.amount);

/** What the month of the last day brings so far. */
export function revenueOfMonth({ days, items }: LatestDays): Money[] {
  const month = days.at(-1)?.slice(0, 'YYYY-MM'.length) ?? '';
  return revenueOf(items.filter(({ day }) => day.startsWith(month)));
}

/** What each day brings in one currency, 0 if nothing. */
export function amountsOf({ days, items }: LatestDays, currency: string): { day: string; amount: number }[] {
  const byDay = new Map(items.map((item) => [item.day, item.revenue]));
  return days.map((day) => ({
    day,
    amount: byDay.get(day)?.find((money) => money.currency === currency)?.amount ?? 0,
  }));
}
