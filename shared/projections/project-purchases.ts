import { PurchaseCancelled, PurchaseCompleted } from '../../contracts/purchases/events.ts';
import { consumer } from '../consumers/consumer.ts';
import type { PurchaseProjection } from './purchase-projection.ts';

/** A Lambda that counts completed purchases, and takes cancelled ones out again. */
export const projectPurchases = (projection: PurchaseProjection) =>
  consumer([PurchaseCompleted, PurchaseCancelled], ({ name, metadata, data }) => {
    const { purchaseId, customerId, productId, quantity, purchasedAt } = data;
    return projection.apply({
      purchaseId,
      customerId,
      productId,
      quantity,
      purchasedAt,
      version: metadata.aggregateVersion,
      counted: name === 'PurchaseCompleted',
    });
  });
