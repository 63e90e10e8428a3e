import { expect, test } from 'vitest';
import { purchaseStatuses } from '../../../contracts/purchases/shapes.ts';
import { LATER } from '../../../shared/testing/fixed.ts';
import { aPurchase } from '../testing/builders.ts';
import { additionOf, countsOf, dayOf, sumOf } from './day-count.ts';

const three = aPurchase({ status: 'completed', quantity: 3 });
const oneReturned = aPurchase({ status: 'completed', quantity: 3, returned: 1 });
const [pending, completed, rejected, cancelled] = purchaseStatuses.map((status) => aPurchase({ status }));

test.each([
  ['requested purchase is not counted', undefined, pending, {}],
  ['completed purchase counts as one', pending, completed, { count: 1, completed: 1, 'revenue:EUR': 24900 }],
  ['rejected purchase counts as one', pending, rejected, { count: 1, rejected: 1 }],
  [
    'cancelled purchase is completed no more, and brings nothing',
    completed,
    cancelled,
    { completed: -1, cancelled: 1, 'revenue:EUR': -24900 },
  ],
  ['return takes away what it brought', three, oneReturned, { 'revenue:EUR': -24900 }],
  [
    'cancelled return takes away the rest',
    oneReturned,
    cancelled,
    { completed: -1, cancelled: 1, 'revenue:EUR': -49800 },
  ],
  ['purchase that is completed already is not counted again', completed, completed, {}],
])('a %s', (_, before, after, addition) => {
  expect(additionOf(before, after as NonNullable<typeof after>)).toEqual(addition);
});

test('a purchase counts for the day it was made, whenever it is requested and settled', () => {
  expect(dayOf(aPurchase({ updatedAt: LATER, createdAt: '2026-02-28T23:59:59.999Z' }))).toBe('2026-02-28');
  expect(dayOf(aPurchase({ purchasedAt: '2024-02-29T00:00:00.000Z' }))).toBe('2024-02-29');
});

test('what a pending purchase counts is nothing, and several add up', () => {
  expect(purchaseStatuses.map((status) => countsOf(status)).map(Object.keys)).toEqual([
    [],
    ['count', 'completed'],
    ['count', 'rejected'],
    ['count', 'cancelled'],
  ]);
  expect(sumOf([{ count: 1, completed: 1 }, { completed: -1, cancelled: 1 }, {}])).toEqual({
    count: 1,
    completed: 0,
    cancelled: 1,
  });
});
