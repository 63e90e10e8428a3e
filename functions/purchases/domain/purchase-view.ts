import { moneyView } from '../../../shared/values/money.ts';
import type { Purchase } from './purchase.ts';

/** A purchase as the API answers it: without what is stored for the service's own use. */
export function purchaseView(purchase: Purchase): Purchase {
  const { purchaseId, customerId, productId, quantity, unitPrice, total, status, rejection } = purchase;
  const { createdAt, updatedAt, version } = purchase;
  return {
    purchaseId,
    customerId,
    productId,
    quantity,
    unitPrice: moneyView(unitPrice),
    total: moneyView(total),
    status,
    ...(rejection === undefined ? {} : { rejection }),
    createdAt,
    updatedAt,
    version,
  };
}
