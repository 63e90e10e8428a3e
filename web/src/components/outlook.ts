import type { SoldLately } from '../../../contracts/catalog/shapes.ts';

/** When a product will have run out if it sells on as it did lately. */
export type Outlook =
  | { readonly kind: 'sold out' }
  /** Its sales are not counted yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'no sales'; readonly days: number }
  /** In about so many days, at least one; so much is sold of it each day. */
  | { readonly kind: 'in days'; readonly days: number; readonly perDay: number };

/** The outlook of a product with so many units in stock. */
export function outlookOf(stock: number, { days, units }: SoldLately): Outlook {
  if (stock <= 0) return { kind: 'sold out' };
  if (days === 0) return { kind: 'unknown' };
  if (units === 0) return { kind: 'no sales', days };
  const perDay = units / days;
  return { kind: 'in days', days: Math.max(1, Math.round(stock / perDay)), perDay };
}
