import type { Money } from '../../../shared/values/money.ts';

/** The sum in each currency, by its code. Amounts of different currencies are never added. */
export function sumsOfMoney(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([currency, amount]) => ({ amount, currency }));
}
