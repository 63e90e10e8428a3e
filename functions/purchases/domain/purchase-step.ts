import * as z from 'zod';
import type { ReservationEvent } from '../../../contracts/catalog/events.ts';
import { serviceOf } from '../../../contracts/definition/define-event.ts';
import { eventIdOf } from '../../../contracts/definition/make-event.ts';
import type { PurchaseEvent } from '../../../contracts/purchases/events.ts';
import type { PurchaseStep } from '../../../contracts/purchases/shapes.ts';
import { actorSchema, type Stored } from '../../../shared/values/aggregate.ts';
import { keptUnitsOf } from '../../../shared/values/kept-units.ts';
import type { AnsweringEvent, Purchase } from './purchase.ts';
import { lastOf, lifeOf, type PurchaseOccurrence } from './purchase-life.ts';

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
  const detail = 'rejection' in data ? data.rejection.detail : 'detail' in data ? data.detail : undefined;
  return step(name, serviceOf(source), metadata, detail);
}

type Metadata = { [Name in keyof AnsweringEvent]: AnsweringEvent[Name] | undefined } & {
  readonly eventId: string;
  readonly occurredAt: string;
  readonly correlationId: string;
};

function step(
  event: string,
  service: PurchaseStep['service'],
  { occurredAt, eventId, correlationId, causationId, actor }: Metadata,
  detail: string | undefined,
): PurchaseStep {
  return {
    event,
    service,
    occurredAt,
    eventId,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(actor === undefined ? {} : { by: actor }),
    ...(detail === undefined ? {} : { detail }),
  };
}

/**
 * The history entry that a return adds, since the purchase tells of it only until the next one: none if nothing is left, as the purchase always tells
 * of its cancellation.
 * @param purchase after the return. @param quantity how many units came back this time.
 */
export function returnSteps(purchase: Stored<Purchase>, quantity: number): PurchaseStep[] {
  if (purchase.returned === undefined) return [];
  const detail = `${quantity} returned; ${keptUnitsOf(purchase)} of ${purchase.quantity} kept.`;
  return [ownStep(lastOf(purchase), detail)];
}

/** The steps of a purchase that its row tells: its own events, and that of Catalog which settled it. */
export function stepsIn(purchase: Stored<Purchase>): PurchaseStep[] {
  const { status, settledBy, rejection } = purchase;
  const own = lifeOf(purchase).map((occurrence) =>
    ownStep(occurrence, occurrence.name === 'PurchaseRejected' ? rejection?.detail : undefined),
  );
  if (settledBy === undefined) return own;
  const answer = status === 'rejected' ? 'StockRejected' : 'StockReserved';
  return [...own, step(answer, 'catalog', settledBy, rejection?.detail)];
}

function ownStep(
  { name, aggregateId, version, occurredAt, cause }: PurchaseOccurrence,
  detail: string | undefined,
): PurchaseStep {
  const { correlationId, causationId, actor } = cause;
  const eventId = eventIdOf(name, aggregateId, version);
  return step(name, 'purchases', { eventId, occurredAt, correlationId, causationId, actor }, detail);
}

/**
 * The history of a purchase, each event once: what its row tells, and what is stored as rows of the history.
 * Where both have an event, the stored one is as it was published.
 */
export const historyOf = (purchase: Stored<Purchase>, stored: readonly PurchaseStep[]): PurchaseStep[] => {
  const byId = new Map([...stepsIn(purchase), ...stored].map((each) => [each.eventId, each]));
  return inOrder([...byId.values()]);
};

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
