import { expect, test } from 'vitest';
import { eventIdOf } from '../../../contracts/definition/make-event.ts';
import { itemSize } from '../../../shared/dynamodb/item-size.ts';
import { LATER, NOW } from '../../../shared/testing/fixed.ts';
import { newId } from '../../../shared/values/ids.ts';
import { aPurchase } from '../testing/builders.ts';
import { cancelPurchase, returnUnits, settlePurchase } from './purchase.ts';
import { indexKeys } from './purchase-list.ts';

/** DynamoDB bills a write by the KB. */
const KB = 1024;

test('a purchase of somebody who is signed in takes less than one KB, at each time of its life, with nearly any name', () => {
  const actor = { id: newId(), role: 'editor' } as const;
  const purchaseId = newId();
  const request = { correlationId: newId(), actor };
  const settledBy = {
    eventId: eventIdOf('StockReserved', purchaseId, 1),
    occurredAt: NOW,
    causationId: eventIdOf('PurchaseRequested', purchaseId, 1),
    ...request,
  };
  const price = { amount: 123_456_789, currency: 'EUR' };
  const productName = 'n'.repeat(80);
  const made = {
    purchaseId,
    productName,
    quantity: 98_765,
    unitPrice: price,
    purchasedAt: NOW,
    createdAt: LATER,
  };
  const pending = aPurchase({ ...made, requestedBy: actor });
  const again = { ...pending, requestedAgainAt: LATER };
  const completed = settlePurchase(again, undefined, LATER, settledBy);
  const returned = returnUnits(completed, 98_764, LATER);
  const cancelled = cancelPurchase(returned, LATER);
  for (const purchase of [pending, again, completed, returned, cancelled]) {
    const cause = { ...request, causationId: settledBy.eventId };
    expect(itemSize({ ...purchase, ...indexKeys(purchase), cause })).toBeLessThan(KB);
  }
});
