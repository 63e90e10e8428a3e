import { viewOf } from '../../../contracts/definition/view-of.ts';
import { type PurchaseView, purchaseSchema } from '../../../contracts/purchases/shapes.ts';
import { purchasedAtOf } from '../../../shared/values/purchased-at.ts';
import type { Purchase } from './purchase.ts';

const view = viewOf(purchaseSchema);

/** A purchase as the API answers it. */
export const purchaseView = (purchase: Purchase): PurchaseView =>
  view({ ...purchase, purchasedAt: purchasedAtOf(purchase) });
