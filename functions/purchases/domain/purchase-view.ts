import { viewOf } from '../../../contracts/definition/view-of.ts';
import { type PurchaseView, purchaseSchema } from '../../../contracts/purchases/shapes.ts';
import { times } from '../../../shared/values/money.ts';
import { purchasedAtOf } from '../../../shared/values/purchased-at.ts';
import type { Purchase } from './purchase.ts';

const view = viewOf(purchaseSchema);

/** A purchase as the API answers it. */
export function purchaseView(purchase: Purchase): PurchaseView {
  const returned = purchase.status === 'cancelled' ? purchase.quantity : (purchase.returned ?? 0);
  const returnedTotal = times(purchase.unitPrice, returned);
  return view({ ...purchase, returned, returnedTotal, purchasedAt: purchasedAtOf(purchase) });
}
