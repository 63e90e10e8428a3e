import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import type { EventOf } from '../../contracts/definition/define-event.ts';
import type {
  PurchaseCancelled,
  PurchaseCompleted,
  PurchaseReturned,
} from '../../contracts/purchases/events.ts';
import { groupConsumer } from '../consumers/consumer.ts';
import { keptUnitsOf } from '../values/kept-units.ts';
import type { PurchaseState } from './purchase-marks.ts';
import { OWNERS_AT_ONCE, PURCHASES_AT_ONCE, type PurchaseProjection } from './purchase-projection.ts';

type Contract = ConsumerContract<
  readonly [typeof PurchaseCompleted, typeof PurchaseReturned, typeof PurchaseCancelled]
>;

type Event = EventOf<typeof PurchaseCompleted | typeof PurchaseReturned | typeof PurchaseCancelled>;

/** A Lambda that adds completed purchases to the counts, and removes returned units and cancelled ones, those of an owner together. */
export const projectPurchases = (contract: Contract, projection: PurchaseProjection) =>
  groupConsumer(contract, {
    by: ({ data }) => data[projection.owner],
    atMost: PURCHASES_AT_ONCE,
    atMostOfMany: OWNERS_AT_ONCE,
    handle: (events) => projection.applyAll(events.map(stateOf)),
  });

function stateOf({ name, metadata, data }: Event): PurchaseState {
  const { purchaseId, customerId, productId, purchasedAt, unitPrice } = data;
  return {
    purchaseId,
    customerId,
    productId,
    quantity: keptUnitsOf(data),
    unitPrice,
    purchasedAt,
    version: metadata.aggregateVersion,
    counted: name !== 'PurchaseCancelled',
  };
}
