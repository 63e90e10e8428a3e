import type { NewCustomer } from '../../contracts/customer/shapes.ts';
import { classify } from './classify-line.ts';
import { matchCancellations, type Sale } from './match-cancellations.ts';
import { customersOf, type PlannedProduct, type PlannedPurchase, productsOf } from './plan-entities.ts';
import type { SalesFile, SalesLine, UnreadableLine } from './read-sales.ts';

/** A cancellation, and the line of the purchase that it cancels. */
export interface PlannedCancellation {
  readonly line: SalesLine;
  readonly purchase: SalesLine;
}

/** A line that is not imported. */
export type RejectedLine = Pick<UnreadableLine, 'number' | 'record' | 'reason'>;

/** What to import from a file. The same file always gives the same plan. */
export interface Plan {
  /** By their id in the file. */
  readonly customers: ReadonlyMap<string, NewCustomer>;
  /** By stock code. */
  readonly products: ReadonlyMap<string, PlannedProduct>;
  readonly purchases: readonly PlannedPurchase[];
  readonly cancellations: readonly PlannedCancellation[];
  readonly rejected: readonly RejectedLine[];
}

/**
 * Plans what to do with each line.
 * @param stock of each product; default: see {@link productsOf}.
 */
export function planImport({ lines, unreadable }: SalesFile, stock?: number): Plan {
  const rejected: RejectedLine[] = [...unreadable];
  const purchases: PlannedPurchase[] = [];
  const sales: Sale<SalesLine>[] = [];
  for (const line of lines) {
    const verdict = classify(line);
    if (verdict.kind === 'rejected') {
      rejected.push(rejection(line, verdict.reason));
      continue;
    }
    if (verdict.kind === 'purchase') purchases.push({ line, ...verdict });
    sales.push({ line, kind: verdict.kind, quantity: verdict.quantity });
  }
  const cancellations: PlannedCancellation[] = [];
  for (const cancellation of matchCancellations(sales)) {
    if ('purchase' in cancellation) cancellations.push(cancellation);
    else rejected.push(rejection(cancellation.line, cancellation.reason));
  }
  return {
    customers: customersOf(purchases.map(({ line }) => line)),
    products: productsOf(purchases, lines, stock),
    purchases,
    cancellations,
    rejected,
  };
}

/** A line that is rejected for a reason. */
export const rejection = ({ number, record }: SalesLine, reason: string): RejectedLine => ({
  number,
  record,
  reason,
});
