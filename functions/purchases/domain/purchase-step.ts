import type { ReservationEvent } from '../../../shared/events/catalog-events.ts';
import type { PurchaseEvent } from '../../../shared/events/purchase-events.ts';

/** One event in the life of a purchase. `occurredAt` is ISO 8601 UTC. */
export interface PurchaseStep {
  readonly event: string;
  readonly service: string;
  readonly occurredAt: string;
  readonly eventId: string;
  readonly correlationId: string;
  /** The event that led to this one; the first has none. */
  readonly causationId?: string;
  /** What the event says in words, where it says why. */
  readonly detail?: string;
}

/** What is kept of an event. */
export function stepOf({ name, source, metadata, data }: PurchaseEvent | ReservationEvent): PurchaseStep {
  const { occurredAt, eventId, correlationId, causationId } = metadata;
  const detail = 'rejection' in data ? data.rejection.detail : 'detail' in data ? data.detail : undefined;
  return {
    event: name,
    service: source.replace('multidomain.', ''),
    occurredAt,
    eventId,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(detail === undefined ? {} : { detail }),
  };
}
