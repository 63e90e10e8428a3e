import type { Purchase } from '../../api/types.ts';
import { formatMoney } from '../../components/format.ts';
import { sumsOfMoney } from '../../numbers/sums-of-money.ts';

/** What completed purchases brought without what was returned, for each currency, such as “€1,250.00 and £7.00 kept”. */
export function keptMoney(purchases: readonly Purchase[]): string | undefined {
  const kept = purchases
    .filter(({ status }) => status === 'completed')
    .map(({ total, returnedTotal }) => ({ ...total, amount: total.amount - returnedTotal.amount }));
  const texts = sumsOfMoney(kept).map(formatMoney);
  if (texts.length === 0) return undefined;
  return `${new Intl.ListFormat('en').format(texts)} in completed purchases, without returns`;
}
