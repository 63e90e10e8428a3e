import { MAX_AMOUNT, MAX_QUANTITY } from '../../shared/values/money.ts';
import { MAX_SKU } from '../../shared/values/text.ts';
import type { SalesLine } from './read-sales.ts';

/** Why a line is not imported, in the words of the summary and the rejected file. */
export const reasons = {
  noCustomer: 'no customer',
  priceZero: 'price 0',
  badPrice: 'invalid price',
  badQuantity: 'invalid quantity',
  negativeQuantity: 'negative quantity without a cancellation invoice',
  noProduct: `no stock code, or one longer than ${MAX_SKU} characters`,
  withoutPurchase: 'cancellation without a matching purchase',
  partOfPurchase: 'cancellation of part of a purchase',
  ofRejectedPurchase: 'cancellation of a rejected purchase',
} as const;

/** What a line is; `amount` is the unit price in minor units. */
export type Verdict =
  | { readonly kind: 'purchase'; readonly quantity: number; readonly amount: number }
  | { readonly kind: 'cancellation'; readonly quantity: number }
  | { readonly kind: 'rejected'; readonly reason: string };

/** Classifies a line on its own. A cancellation has a negative quantity and an invoice number that begins with C. */
export function classify(line: SalesLine): Verdict {
  if (line.customerId === '') return rejected(reasons.noCustomer);
  if (line.stockCode === '' || line.stockCode.length > MAX_SKU) return rejected(reasons.noProduct);
  const quantity = /^[+-]?\d{1,7}$/.test(line.quantity) ? Number(line.quantity) : 0;
  if (quantity === 0 || Math.abs(quantity) > MAX_QUANTITY) return rejected(reasons.badQuantity);
  const isCancellation = /^c/i.test(line.invoiceNo);
  if (quantity < 0) {
    return isCancellation
      ? { kind: 'cancellation', quantity: -quantity }
      : rejected(reasons.negativeQuantity);
  }
  if (isCancellation) return rejected(reasons.badQuantity);
  const amount = minorUnits(line.unitPrice);
  if (amount === undefined) return rejected(reasons.badPrice);
  if (amount === 0) return rejected(reasons.priceZero);
  return { kind: 'purchase', quantity, amount };
}

/** Parses a price with a decimal point or comma into minor units, rounded half up; undefined if it is not a price. */
export function minorUnits(price: string): number | undefined {
  const [, whole = '', decimals = ''] = /^\+?(\d{1,9})(?:[.,](\d*))?$/.exec(price) ?? [];
  if (whole === '') return undefined;
  const amount = Number(whole + decimals.slice(0, 2).padEnd(2, '0')) + Number(Number(decimals[2] ?? 0) >= 5);
  return amount <= MAX_AMOUNT ? amount : undefined;
}

const rejected = (reason: string): Verdict => ({ kind: 'rejected', reason });
