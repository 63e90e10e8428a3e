import * as z from 'zod';
import type { ReservationEvent } from '../../../contracts/catalog/events.ts';
import { serviceOf } from '../../../contracts/definition/define-event.ts';
import type { PurchaseEvent } from '../../../contracts/purchases/events.ts';
import type { PurchaseStep } from '../../../contracts/purchases/shapes.ts';
import { actorSchema } from '../../../shared/values/aggregate.ts';

/** A step as stored. */
export const storedStepSchema = /* @__PURE__ */ z.object({
  event: z.string(),
  service: z.enum(['customer', 'catalog', 'purchases']),
  occurredAt: z.string(),
  eventId: z.string(),
  correlationId: z.string(),
  causationId: z.string().exactOptional(),
  by: actorSchema.exactOptional(),
  detail: z.string().exactOptional(),
});

/** The history entry of an event. */
export function stepOf({ name, source, metadata, data }: PurchaseEvent | ReservationEvent): PurchaseStep {
  const { occurredAt, eventId, correlationId, causationId, actor } = metadata;
  const detail = 'rejection' in data ? data.rejection.detail : 'detail' in data ? data.detail : undefined;
  return {
    event: name,
    service: serviceOf(source),
    occurredAt,
    eventId,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(actor === undefined ? {} : { by: actor }),
    ...(detail === undefined ? {} : { detail }),
  };
}

/** Sorts steps by time, but each after the one that caused it, because the services' clocks differ. */
export function inOrder(steps: readonly PurchaseStep[]): PurchaseStep[] {
  const byId = new Map(steps.map((step) => [step.eventId, step]));
  // Sort key: the step's time, or that of its cause if later; then the length of its chain of causes.
  const placeOf = (step: PurchaseStep): readonly [time: string, causes: number] => {
    const cause = step.causationId === undefined ? undefined : byId.get(step.causationId);
    if (cause === undefined) return [step.occurredAt, 0];
    const [time, causes] = placeOf(cause);
    return [step.occurredAt > time ? step.occurredAt : time, causes + 1];
  };
  return steps
    .map((step) => ({ step, place: placeOf(step) }))
    .sort(({ place: [a, m] }, { place: [b, n] }) => (a === b ? m - n : a < b ? -1 : 1))
    .map(({ step }) => step);
}
