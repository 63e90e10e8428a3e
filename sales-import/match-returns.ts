import type { FileLine } from './plan.ts';
import { pairOf } from './plan-entities.ts';

/** Pieces of a purchase that a return takes back. */
export interface ReturnedPart<Purchase = FileLine> {
  readonly purchase: Purchase;
  readonly quantity: number;
}

/** A return with the purchases that it takes back, wholly or in part, or the reason why there are none. */
export type MatchedReturn = { readonly line: FileLine } & (
  | { readonly parts: readonly ReturnedPart[] }
  | { readonly reason: string }
);

/** A purchase, and how many of its pieces are not returned yet. */
export interface Open<Purchase> {
  readonly purchase: Purchase;
  left: number;
}

/**
 * Matches each return with earlier purchases of the same customer and product, in the same currency: the last one that has as many pieces left, or else
 * the last one that has more, or else as many of the last ones as it takes.
 * @returns the returns in the order of the files.
 */
export function matchReturns(lines: readonly FileLine[]): MatchedReturn[] {
  const open = new Map<string, Open<FileLine>[]>();
  const matched = new Map<FileLine, MatchedReturn>();
  for (const line of inTime(lines)) {
    const of = `${pairOf(line)} ${line.unitPrice.currency}`;
    const purchases = open.get(of) ?? [];
    open.set(of, purchases);
    if (line.quantity > 0) purchases.push({ purchase: line, left: line.quantity });
    else matched.set(line, { line, ...take(purchases, -line.quantity) });
  }
  return lines.flatMap((line) => matched.get(line) ?? []);
}

/**
 * Takes pieces of one customer's purchases of one product, in one currency, by the rule of {@link matchReturns}.
 * @param purchases before the return, the oldest first.
 */
export function take<Purchase>(
  purchases: readonly Open<Purchase>[],
  quantity: number,
): { readonly parts: readonly ReturnedPart<Purchase>[] } | { readonly reason: string } {
  const all = purchases.reduce((sum, { left }) => sum + left, 0);
  if (all === 0) return { reason: 'return without a matching purchase' };
  if (all < quantity) return { reason: 'return of more than was bought' };
  const fitting =
    purchases.findLast(({ left }) => left === quantity) ?? purchases.findLast(({ left }) => left > quantity);
  let missing = quantity;
  const parts: ReturnedPart<Purchase>[] = [];
  for (const each of fitting === undefined ? purchases.toReversed() : [fitting]) {
    const taken = Math.min(each.left, missing);
    if (taken === 0) continue;
    each.left -= taken;
    missing -= taken;
    parts.push({ purchase: each.purchase, quantity: taken });
  }
  return { parts };
}

/** Lines from the oldest to the newest. Some files begin with the newest; lines of one time stay as they are, unless their file does. */
export function inTime(lines: readonly FileLine[]): readonly FileLine[] {
  if (!lines.every(({ soldAt }) => soldAt !== undefined)) return lines;
  const timeOf = ({ soldAt = '' }: FileLine): string => soldAt;
  const byFile = [...Map.groupBy(lines, ({ file }) => file).values()];
  return byFile
    .flatMap((own) => {
      const [first, last] = [own.at(0), own.at(-1)];
      const isNewestFirst = first !== undefined && last !== undefined && timeOf(first) > timeOf(last);
      return isNewestFirst ? own.toReversed() : own;
    })
    .toSorted((one, other) => (timeOf(one) === timeOf(other) ? 0 : timeOf(one) < timeOf(other) ? -1 : 1));
}
