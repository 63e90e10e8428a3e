import { anId, NOW } from '../../../shared/testing/fixed.ts';
import type { Purchase } from '../domain/purchase.ts';

/** A pending purchase of one piece, version 1; `total` follows `quantity` and `unitPrice`. */
export function aPurchase(changes: Partial<Purchase> = {}): Purchase {
  const { quantity = 1, unitPrice = { amount: 24900, currency: 'EUR' } } = changes;
  return {
    purchaseId: anId(3),
    customerId: anId(1),
    productId: anId(2),
    quantity,
    unitPrice,
    total: { amount: unitPrice.amount * quantity, currency: unitPrice.currency },
    status: 'pending',
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...changes,
  };
}
