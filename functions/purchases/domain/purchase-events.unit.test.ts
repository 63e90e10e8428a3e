import { describe, expect, test } from 'vitest';
import { eventIdOf } from '../../../contracts/definition/make-event.ts';
import { newPurchaseSchema } from '../../../contracts/purchases/shapes.ts';
import { anId, LATER, NOW, stored } from '../../../shared/testing/fixed.ts';
import { aPurchase } from '../testing/builders.ts';
import { cancelPurchase, type Purchase, requestPurchase, returnUnits, settlePurchase } from './purchase.ts';
import { eventsOfPurchase } from './purchase-events.ts';

const eventsOf = (before: Purchase | undefined, after: Purchase | undefined) =>
  eventsOfPurchase({ before: before && stored(before), after: after && stored(after) });

const rejection = { code: 'insufficient-stock', detail: '2 wanted, 1 in stock.' };
const pending = aPurchase({ quantity: 2 });
const completed = settlePurchase(pending, undefined, LATER);
const rejected = settlePurchase(pending, rejection, LATER);
const returned = returnUnits(completed, 1, LATER);
const cancelled = cancelPurchase(completed, LATER);

describe('a change to the purchases table', () => {
  test('publishes the same PurchaseRequested again if a pending purchase was requested again', () => {
    const again = { ...pending, requestedAgainAt: LATER };
    const yetAgain = { ...pending, requestedAgainAt: '2026-03-15T00:00:00.000Z' };
    expect(eventsOf(pending, again)).toEqual(eventsOf(undefined, pending));
    expect(eventsOf(again, yetAgain)).toEqual(eventsOf(undefined, pending));
    expect(eventsOf(again, again)).toEqual([]);
    const settled = settlePurchase(again, undefined, LATER);
    expect(eventsOf(again, settled)).toEqual(eventsOf(pending, completed));
  });

  test.each([
    ['PurchaseRequested', undefined, pending],
    ['PurchaseCompleted', pending, completed],
    ['PurchaseRejected', pending, rejected],
    ['PurchaseReturned', completed, returned],
    ['PurchaseCancelled', completed, cancelled],
    ['PurchaseCancelled', returned, returnUnits(returned, 1, LATER)],
  ] as const)('publishes %s with the whole purchase', (name, before, after) => {
    expect(eventsOf(before, after)).toMatchObject([
      {
        name,
        source: 'multidomain.purchases',
        metadata: { aggregateId: anId(3), aggregateVersion: after.version, occurredAt: after.updatedAt },
        data: {
          purchaseId: anId(3),
          customerId: anId(1),
          productId: anId(2),
          quantity: 2,
          unitPrice: { amount: 24900, currency: 'EUR' },
          total: { amount: 49800, currency: 'EUR' },
          purchasedAt: NOW,
        },
      },
    ]);
  });

  test('tells how many units were returned in all', () => {
    const three = { ...completed, quantity: 3 };
    const [one, two] = [returnUnits(three, 1, LATER), returnUnits(returnUnits(three, 1, LATER), 1, LATER)];
    expect(eventsOf(three, one)[0]?.data).toMatchObject({ quantity: 3, returned: 1 });
    expect(eventsOf(one, two)[0]?.data).toMatchObject({ quantity: 3, returned: 2 });
    expect(eventsOf(undefined, two).map(({ name, metadata }) => [name, metadata.aggregateVersion])).toEqual([
      ['PurchaseRequested', 1],
      ['PurchaseCompleted', 2],
      ['PurchaseReturned', 4],
    ]);
    expect(() => eventsOf(three, { ...one, returned: 3 })).toThrow('must be less than the quantity');
  });

  test('tells when a purchase of the past was made, apart from when it was requested and settled', () => {
    const past = { ...pending, purchasedAt: '1970-01-01T00:00:00.000Z' };
    const settled = settlePurchase(past, undefined, LATER);
    const republished = eventsOf(undefined, settled);
    expect(republished).toEqual([...eventsOf(undefined, past), ...eventsOf(past, settled)]);
    expect(republished).toMatchObject(
      [NOW, LATER].map((occurredAt) => ({
        metadata: { occurredAt },
        data: { purchasedAt: '1970-01-01T00:00:00.000Z' },
      })),
    );
  });

  test('publishes why a purchase was rejected', () => {
    expect(eventsOf(pending, rejected)[0]?.data).toMatchObject({ rejection });
  });

  test('never publishes an event that occurred before the purchase was made', () => {
    for (const time of ['createdAt', 'purchasedAt']) {
      expect(() => eventsOf(undefined, { ...pending, [time]: LATER })).toThrow('must not be after the event');
    }
  });

  test('publishes an event for the largest purchase that the API accepts', () => {
    const largest = { name: 'n'.repeat(100), price: { amount: 1_000_000_000, currency: 'EUR' } };
    const input = newPurchaseSchema.parse({ customerId: anId(1), productId: anId(2), quantity: 1_000_000 });
    expect(eventsOf(undefined, requestPurchase(anId(3), input, largest, NOW))).toHaveLength(1);
  });

  test('publishes nothing for the same version again, or for a deleted item', () => {
    for (const purchase of [pending, completed, rejected, returned, cancelled]) {
      expect(eventsOf(purchase, purchase)).toEqual([]);
      expect(eventsOf(purchase, undefined)).toEqual([]);
    }
  });
});

describe('a row of the purchases table that is published again', () => {
  const editor = { id: 'editor-1', role: 'editor' } as const;
  const request = { correlationId: 'request', actor: editor };
  const requested = { ...pending, requestedBy: editor };
  const [first] = eventsOfPurchase({ before: undefined, after: stored(requested, request) });
  const reserved = { ...request, causationId: eventIdOf('StockReserved', anId(3), 1) };

  test.each([
    ['completed', settlePurchase(requested, undefined, LATER)],
    ['rejected', settlePurchase(requested, rejection, LATER)],
  ])('and is %s publishes both of its events as they were', (_, settled) => {
    const after = stored(settled, reserved);
    const second = eventsOfPurchase({ before: stored(requested, request), after });
    expect(eventsOfPurchase({ before: undefined, after })).toEqual([first, ...second]);
  });

  test('and is cancelled publishes its events as they were, but with the correlation id of the cancellation', () => {
    const settled = settlePurchase(requested, undefined, LATER);
    const after = stored(cancelPurchase(settled, '2026-03-15T00:00:00.000Z'), { correlationId: 'cancel' });
    const whole = [
      first,
      ...eventsOfPurchase({ before: stored(requested, request), after: stored(settled, reserved) }),
      ...eventsOfPurchase({ before: stored(settled, reserved), after }),
    ];
    const again = eventsOfPurchase({ before: undefined, after });
    expect(again).toEqual(
      whole.map((event) => ({ ...event, metadata: { ...event?.metadata, correlationId: 'cancel' } })),
    );
  });

  test('and tells what settled it publishes its events as they were, even if it is cancelled', () => {
    const settledBy = {
      eventId: eventIdOf('StockReserved', anId(3), 1),
      occurredAt: LATER,
      ...request,
      causationId: first?.metadata.eventId ?? '',
    };
    const settled = settlePurchase(requested, undefined, LATER, settledBy);
    const after = stored(cancelPurchase(settled, '2026-03-15T00:00:00.000Z'), { correlationId: 'cancel' });
    expect(eventsOfPurchase({ before: undefined, after })).toEqual([
      first,
      ...eventsOfPurchase({ before: stored(requested, request), after: stored(settled, reserved) }),
      ...eventsOfPurchase({ before: stored(settled, reserved), after }),
    ]);
  });
});
