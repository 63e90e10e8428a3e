import type { EventMetadata } from '../../../contracts/definition/define-event.ts';
import { eventIdOf, type Occurrence } from '../../../contracts/definition/make-event.ts';
import type { PurchaseEvent } from '../../../contracts/purchases/events.ts';
import type { Cause, Stored } from '../../../shared/values/aggregate.ts';
import type { AnsweringEvent, Purchase } from './purchase.ts';

/** Something that happened to a purchase: the name and the occurrence of its event. */
export interface PurchaseOccurrence extends Occurrence {
  readonly name: PurchaseEvent['name'];
}

/** An event about a purchase's stock, as it is kept with what it settled. */
export const answeringEventOf = ({
  eventId,
  occurredAt,
  correlationId,
  causationId,
  actor,
}: EventMetadata): AnsweringEvent => ({
  eventId,
  occurredAt,
  correlationId,
  ...(causationId === undefined ? {} : { causationId }),
  ...(actor === undefined ? {} : { actor }),
});

/** The cause of what an event did: with its correlation id and its actor. */
export const causeBy = ({ eventId, correlationId, actor }: AnsweringEvent): Cause => ({
  correlationId,
  causationId: eventId,
  ...(actor === undefined ? {} : { actor }),
});

/**
 * What happened to a purchase, as its row tells it: each version that it had, but of returns only the last one. Rows that were settled before they told by which event
 * are taken to have been answered as usual; if one of those was cancelled or returned, what came before has the correlation id of that.
 */
export function lifeOf(purchase: Stored<Purchase>): PurchaseOccurrence[] {
  const { purchaseId, version, createdAt, completedAt, requestedBy, settledBy, cause } = purchase;
  const last = lastOf(purchase);
  if (version === 1) return [last];
  const { correlationId } = settledBy ?? cause;
  const request = { correlationId, ...(requestedBy === undefined ? {} : { actor: requestedBy }) };
  const requested: PurchaseOccurrence = {
    name: 'PurchaseRequested',
    aggregateId: purchaseId,
    version: 1,
    occurredAt: createdAt,
    cause: request,
  };
  if (completedAt === undefined) return [requested, last];
  const reserved = { ...request, causationId: eventIdOf('StockReserved', purchaseId, 1) };
  const completed: PurchaseOccurrence = {
    name: 'PurchaseCompleted',
    aggregateId: purchaseId,
    version: 2,
    occurredAt: completedAt,
    cause: settledBy === undefined ? reserved : causeBy(settledBy),
  };
  return [requested, completed, last];
}

/** What happened last. */
export const lastOf = ({
  purchaseId,
  version,
  updatedAt,
  status,
  returned,
  cause,
}: Stored<Purchase>): PurchaseOccurrence => ({
  name: returned === undefined ? NAMES[status] : 'PurchaseReturned',
  aggregateId: purchaseId,
  version,
  occurredAt: updatedAt,
  cause,
});

const NAMES = {
  pending: 'PurchaseRequested',
  completed: 'PurchaseCompleted',
  cancelled: 'PurchaseCancelled',
  rejected: 'PurchaseRejected',
} as const;
