import type { Totals } from '../api/types.ts';
import { formatDay, formatNumber } from '../components/format.ts';

/** What a row shows of the latest purchases. */
interface Latest {
  readonly items: readonly { readonly units: number; readonly lastPurchasedAt: string }[];
  readonly hasMore: boolean;
}

/** What was bought or sold in all. */
interface KnownTotals {
  /** A minimum, with a plus sign, if the list is not sorted by totals and the row does not show everything. */
  readonly units: string;
  /** ISO 8601; undefined without purchases. */
  readonly last: string | undefined;
}

/** Those of a list that is sorted by them; otherwise what the row's own pairs come to, the latest of which is first. */
export function totalsOf(totals: Totals | undefined, { items, hasMore }: Latest): KnownTotals {
  const last = totals?.lastPurchasedAt ?? items[0]?.lastPurchasedAt;
  if (totals !== undefined) return { units: formatNumber(totals.units), last };
  const units = items.reduce((sum, pair) => sum + pair.units, 0);
  return { units: `${formatNumber(units)}${hasMore ? '+' : ''}`, last };
}

/** In one line, such as "12 units, last on 3 Mar 2026"; empty without purchases. */
export const totalsText = ({ units, last }: KnownTotals): string =>
  last === undefined
    ? ''
    : `${units} ${units === formatNumber(1) ? 'unit' : 'units'}, last ${formatDay(last)}`;
