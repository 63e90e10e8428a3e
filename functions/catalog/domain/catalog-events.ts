import { isDeepStrictEqual } from 'node:util';
import {
  ProductAdded,
  type ProductEvent,
  ProductModified,
  ProductRemoved,
  type ReservationEvent,
  StockRejected,
  StockReserved,
} from '../../../contracts/catalog/events.ts';
import { eventIdOf, makeEvent } from '../../../contracts/definition/make-event.ts';
import type { Cause, Stored } from '../../../shared/values/aggregate.ts';
import { isArchived, type Product, type RemovedProduct } from './product.ts';
import type { Reservation } from './reservation.ts';

type StoredProduct = Stored<Product | RemovedProduct>;

/**
 * The events of a change to the products table. Stock is Catalog's own business: a change to it alone has none. A row that is
 * published again comes without what was before.
 */
export function eventsOfProduct(change: {
  before: StoredProduct | undefined;
  after: StoredProduct | undefined;
}): ProductEvent[] {
  const { before, after } = change;
  if (after === undefined || after.version === before?.version) return [];
  const { productId, version, cause } = after;
  const occurrence = (occurredAt: string) => ({ aggregateId: productId, version, occurredAt, cause });
  const wasRemoved = before !== undefined && 'removedAt' in before;
  if ('removedAt' in after) {
    if (wasRemoved) return [];
    const data = isArchived(after) ? published(after) : { productId };
    return [makeEvent(ProductRemoved, occurrence(after.removedAt), data)];
  }
  const data = published(after);
  if (version === 1 || wasRemoved) return [makeEvent(ProductAdded, occurrence(after.updatedAt), data)];
  const same = before !== undefined && isDeepStrictEqual(details(before), details(after));
  return same ? [] : [makeEvent(ProductModified, occurrence(after.updatedAt), data)];
}

/**
 * The events of a change to the reservations table. Only its first version has an event; a later one that is published again,
 * without what was before, has that of the first.
 */
export function eventsOfReservation(change: {
  before: Stored<Reservation> | undefined;
  after: Stored<Reservation> | undefined;
}): ReservationEvent[] {
  const { before, after } = change;
  if (after === undefined) return [];
  // The same event again: events are identified by the version.
  const isAnsweredAgain = after.answeredAgainAt !== before?.answeredAgainAt;
  if (before !== undefined && !isAnsweredAgain) return [];
  const { purchaseId, productId, quantity, createdAt } = after;
  const occurrence = {
    aggregateId: purchaseId,
    version: 1,
    occurredAt: createdAt,
    cause: causeOfFirst(after),
  };
  const data = { purchaseId, productId, quantity };
  return after.status === 'rejected'
    ? [makeEvent(StockRejected, occurrence, { ...data, ...after.rejection })]
    : [makeEvent(StockReserved, occurrence, data)];
}

/** Why stock was reserved. A row has only the cause of its last write; the purchase's request is always that of the first. */
const causeOfFirst = ({ purchaseId, version, cause }: Stored<Reservation>): Cause =>
  version === 1
    ? cause
    : {
        correlationId: cause.correlationId,
        causationId: eventIdOf('PurchaseRequested', purchaseId, 1),
      };

/** What others learn of a product. */
const published = ({ productId, name, category, sku, price }: Product) => ({
  productId,
  name,
  category,
  sku,
  price,
});

/** The fields that staff edit; stock is not one of them. */
const details = ({ name, description, category, sku, price }: Product) => ({
  name,
  description,
  category,
  sku,
  price,
});
