import type { Money } from '../../../shared/values/money.ts';
import type { Totals } from '../api/types.ts';
import { formatDay, formatMoney, formatNumber } from '../components/format.ts';
import { sumsOfMoney } from '../numbers/sums-of-money.ts';

/** What a row shows of the latest purchases. */
interface Latest {
  readonly items: readonly {
    readonly units: number;
    readonly lastPurchasedAt: string;
    readonly revenue: readonly Money[];
  }[];
  readonly hasMore: boolean;
}

/** What was bought or sold in all. */
interface KnownTotals {
  /** Whether they are minimums: the list is not sorted by totals, and the row does not show everything. */
  readonly isPart: boolean;
  /** With a plus sign if it is a minimum. */
  readonly units: string;
  /** ISO 8601; undefined without purchases. */
  readonly last: string | undefined;
  /** For each currency; minimums, as the units. */
  readonly revenue: readonly Money[];
}

/** Those of a list that is sorted by them; otherwise what the row's own pairs come to, the latest of which is first. */
export function totalsOf(totals: Totals | undefined, { items, hasMore }: Latest): KnownTotals {
  const last = totals?.lastPurchasedAt ?? items[0]?.lastPurchasedAt;
  if (totals !== undefined)
    return { isPart: false, units: formatNumber(totals.units), last, revenue: totals.revenue };
  const units = items.reduce((sum, pair) => sum + pair.units, 0);
  const revenue = sumsOfMoney(items.flatMap((pair) => pair.revenue));
  return { isPart: hasMore, units: `${formatNumber(units)}${hasMore ? '+' : ''}`, last, revenue };
}

/** In one line, such as "12 units, €120.00, last on 3 Mar 2026"; empty without purchases. */
export function totalsText({ isPart, units, last, revenue }: KnownTotals): string {
  if (last === undefined) return '';
  const money = revenue.map((sum) => `${formatMoney(sum)}${isPart ? '+' : ''}`);
  const counted = `${units} ${units === formatNumber(1) ? 'unit' : 'units'}`;
  return [counted, ...money, `last ${formatDay(last)}`].join(', ');
}
