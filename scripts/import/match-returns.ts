import type { FileLine } from './plan.ts';
import { pairOf } from './plan-entities.ts';

/** A return with the purchase that it takes back, or the reason why there is none. */
export type MatchedReturn = { readonly line: FileLine } & (
  | { readonly purchase: FileLine }
  | { readonly reason: string }
);

/**
 * Matches each return with the last earlier purchase of the same customer, product and quantity that is not returned yet.
 * @param lines in the order of the files.
 */
export function matchReturns(lines: readonly FileLine[]): MatchedReturn[] {
  const open = new Map<string, FileLine[]>();
  const matched: MatchedReturn[] = [];
  for (const line of lines) {
    const pair = pairOf(line);
    const purchases = open.get(pair) ?? [];
    open.set(pair, purchases);
    if (line.quantity > 0) {
      purchases.push(line);
      continue;
    }
    const at = purchases.findLastIndex(({ quantity }) => quantity === -line.quantity);
    const [purchase] = at === -1 ? [] : purchases.splice(at, 1);
    if (purchase !== undefined) {
      matched.push({ line, purchase });
    } else {
      const isPart = purchases.some(({ quantity }) => quantity > -line.quantity);
      matched.push({
        line,
        reason: isPart ? 'return of part of a purchase' : 'return without a matching purchase',
      });
    }
  }
  return matched;
}
