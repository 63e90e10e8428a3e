import type { Purchase } from '../../api/types.ts';
import { formatMoney } from '../../components/format.ts';

/** What completed purchases brought without what was returned, for each currency, such as “€1,250.00 and £7.00 kept”. */
export function keptMoney(purchases: readonly Purchase[]): string | undefined {
  const sums = new Map<string, number>();
  for (const { status, total, returnedTotal } of purchases) {
    if (status !== 'completed') continue;
    const kept = total.amount - returnedTotal.amount;
    sums.set(total.currency, (sums.get(total.currency) ?? 0) + kept);
  }
  const texts = [...sums].toSorted().map(([currency, amount]) => formatMoney({ amount, currency }));
  if (texts.length === 0) return undefined;
  return `${new Intl.ListFormat('en').format(texts)} in completed purchases, without returns`;
}
