import { reasons } from './classify-line.ts';

/** A purchase or a cancellation; `quantity` is positive for both. */
export interface Sale<Line> {
  readonly line: Line;
  readonly kind: 'purchase' | 'cancellation';
  readonly quantity: number;
}

/** A cancellation with the purchase that it cancels, or the reason why there is none. */
export type MatchedCancellation<Line> = { readonly line: Line } & (
  | { readonly purchase: Line }
  | { readonly reason: string }
);

/**
 * Matches each cancellation with the last earlier purchase of the same customer, product and quantity that is not
 * cancelled yet.
 * @param sales in the file's order.
 */
export function matchCancellations<Line extends { readonly customerId: string; readonly stockCode: string }>(
  sales: readonly Sale<Line>[],
): MatchedCancellation<Line>[] {
  const open = new Map<string, Sale<Line>[]>();
  const matched: MatchedCancellation<Line>[] = [];
  for (const sale of sales) {
    const { line, kind, quantity } = sale;
    const pair = JSON.stringify([line.customerId, line.stockCode]);
    const purchases = open.get(pair) ?? [];
    open.set(pair, purchases);
    if (kind === 'purchase') {
      purchases.push(sale);
      continue;
    }
    const at = purchases.findLastIndex((purchase) => purchase.quantity === quantity);
    const [purchase] = at === -1 ? [] : purchases.splice(at, 1);
    if (purchase !== undefined) {
      matched.push({ line, purchase: purchase.line });
    } else {
      const isPart = purchases.some((larger) => larger.quantity > quantity);
      matched.push({ line, reason: isPart ? reasons.partOfPurchase : reasons.withoutPurchase });
    }
  }
  return matched;
}
