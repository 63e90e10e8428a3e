import { expect, test } from 'vitest';
import { LATER, NOW, stored } from '../../../shared/testing/fixed.ts';
import { publishedBy } from '../../../shared/testing/published-by.ts';
import { aStreamRecord } from '../../../shared/testing/stream-event.ts';
import type { Reservation } from '../domain/reservation.ts';
import { aProduct, aReservationRequest } from '../testing/builders.ts';

const publish = publishedBy(() => import('./publish-catalog-events.ts'));

const reservation: Reservation = {
  ...aReservationRequest(),
  status: 'reserved',
  createdAt: NOW,
  updatedAt: NOW,
  version: 1,
};

test('the streams of products and reservations are published as events', async () => {
  const before = stored(aProduct());
  const renamed = stored(aProduct({ name: 'Elm Table', version: 2 }));
  const removed = stored({ productId: aProduct().productId, version: 3, removedAt: LATER });
  const rejection = { code: 'insufficient-stock', detail: '1 wanted, 0 in stock.' } as const;
  const rejected = stored<Reservation>({ ...reservation, status: 'rejected', rejection });
  expect(
    await publish([
      aStreamRecord('PRODUCTS_TABLE', 1, { after: before }),
      aStreamRecord('PRODUCTS_TABLE', 2, { before, after: renamed }),
      aStreamRecord('PRODUCTS_TABLE', 3, { before: renamed, after: removed }),
      aStreamRecord('RESERVATIONS_TABLE', 4, { after: stored(reservation) }),
      aStreamRecord('RESERVATIONS_TABLE', 5, { after: rejected }),
    ]),
  ).toEqual(['ProductAdded', 'ProductModified', 'ProductRemoved', 'StockReserved', 'StockRejected']);
});
