import { expect, test } from 'vitest';
import { StockReserved } from '../../../contracts/catalog/events.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { PurchaseRejected, PurchaseRequested } from '../../../contracts/purchases/events.ts';
import { aCause, LATER } from '../../../shared/testing/fixed.ts';
import { aPurchaseData, purchaseEvents } from '../../../shared/testing/purchase-events.ts';
import { dayCountOf } from './day-count.ts';

const data = aPurchaseData();
const { completed, cancelled } = purchaseEvents(data);
const facts = { aggregateId: data.purchaseId, version: 2, occurredAt: LATER, cause: aCause };
const rejection = { code: 'insufficient-stock', detail: '2 wanted, 1 in stock.' };

test.each([
  ['completed purchase counts as one', completed, { count: 1, completed: 1 }],
  [
    'rejected purchase counts as one',
    makeEvent(PurchaseRejected, facts, { ...data, rejection }),
    { count: 1, rejected: 1 },
  ],
  ['cancelled purchase is completed no more', cancelled, { completed: -1, cancelled: 1 }],
])('a %s, on the day it was made', (_, event, addition) => {
  expect(dayCountOf(event)).toEqual({ day: '2026-03-14', addition });
});

test('a purchase without an outcome is not counted', () => {
  const { purchaseId, productId, quantity } = data;
  expect(dayCountOf(makeEvent(PurchaseRequested, facts, data))).toBeUndefined();
  expect(dayCountOf(makeEvent(StockReserved, facts, { purchaseId, productId, quantity }))).toBeUndefined();
});
