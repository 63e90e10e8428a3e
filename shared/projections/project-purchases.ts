import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import type { PurchaseCancelled, PurchaseCompleted } from '../../contracts/purchases/events.ts';
import { consumer } from '../consumers/consumer.ts';
import type { PurchaseProjection } from './purchase-projection.ts';

type Contract = ConsumerContract<readonly [typeof PurchaseCompleted, typeof PurchaseCancelled]>;

/** A Lambda that adds completed purchases to the counts and removes cancelled ones. */
export const projectPurchases = (contract: Contract, projection: PurchaseProjection) =>
  consumer(contract, ({ name, metadata, data }) => {
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
