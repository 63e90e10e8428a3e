import type { Money } from '../../../../shared/values/money.ts';
import { sumsOfMoney } from '../../numbers/sums-of-money.ts';

/** What the purchases of a day bring. */
interface Day {
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  /** How many purchases were completed. */
  readonly completed: number;
  readonly revenue: readonly Money[];
}

/** How many days are taken together. */
export type Span = 'day' | 'week' | 'month';

/** The latest days, and those of them on which purchases were made. */
export interface LatestDays {
  /** All days in their order, of which the last is today. */
  readonly days: readonly string[];
  readonly items: readonly Day[];
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

/** Days taken together. The `day` of a week is its Monday, and that of a month its first, even if that is before the first day. */
export function groupedBy(span: Span, { days, items }: LatestDays): LatestDays {
  const groups = Map.groupBy(items, ({ day }) => startOf(day, span));
  return {
    days: [...new Set(days.map((day) => startOf(day, span)))],
    items: [...groups].map(([day, group]) => ({
      day,
      completed: group.reduce((sum, { completed }) => sum + completed, 0),
      revenue: sumsOfMoney(group.flatMap(({ revenue }) => revenue)),
    })),
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

function startOf(day: string, span: Span): string {
  if (span === 'day') return day;
  if (span === 'month') return `${day.slice(0, 'YYYY-MM'.length)}-01`;
  const time = new Date(day);
  const sinceMonday = (time.getUTCDay() + 6) % 7;
  return new Date(time.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
