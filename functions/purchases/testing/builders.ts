import { anId, NOW } from '../../../shared/testing/fixed.ts';
import type { Purchase, Rejection } from '../domain/purchase.ts';

type Changes = Partial<Omit<Purchase, 'rejection'>> & { readonly rejection?: Rejection };

/** A pending purchase of one unit, version 1; `total` is derived from `quantity` and `unitPrice`. */
export function aPurchase({
  status = 'pending',
  rejection = { code: 'insufficient-stock', detail: '1 wanted, 0 in stock.' },
  ...changes
}: Changes = {}): Purchase {
  const { quantity = 1, unitPrice = { amount: 24900, currency: 'EUR' } } = changes;
  const facts = {
    purchaseId: anId(3),
    customerId: anId(1),
    productId: anId(2),
    productName: 'Oak Table',
    quantity,
    unitPrice,
    total: { amount: unitPrice.amount * quantity, currency: unitPrice.currency },
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...changes,
  };
  return status === 'rejected' ? { ...facts, status, rejection } : { ...facts, status };
}
