import { expect, test } from 'vitest';
import { StockRejected } from '../../../contracts/catalog/events.ts';
import { makeEvent } from '../../../contracts/definition/make-event.ts';
import { PurchaseRejected } from '../../../contracts/purchases/events.ts';
import type { PurchaseStep } from '../../../contracts/purchases/shapes.ts';
import { LATER } from '../../../shared/testing/fixed.ts';
import { aPurchaseData, purchaseEvents } from '../../../shared/testing/purchase-events.ts';
import { inOrder, stepOf, storedStepSchema } from './purchase-step.ts';

const at = (second: number): string => `2026-03-14T15:09:0${second}.000Z`;

const aStep = (eventId: string, second: number, causationId?: string): PurchaseStep => ({
  event: eventId,
  service: 'purchases',
  occurredAt: at(second),
  eventId,
  correlationId: 'c',
  ...(causationId === undefined ? {} : { causationId }),
});

test('a step has the actor of its event, if there is one', () => {
  const { completed } = purchaseEvents(aPurchaseData());
  expect(stepOf(completed)).not.toHaveProperty('by');
  const actor = { id: 'somebody', role: 'editor' } as const;
  const step = stepOf({ ...completed, metadata: { ...completed.metadata, actor } });
  expect(step.by).toEqual(actor);
  expect(storedStepSchema.parse(step)).toEqual(step);
});

const idsOf = (steps: readonly PurchaseStep[]): string[] => inOrder(steps).map(({ eventId }) => eventId);

test('steps are sorted by time', () => {
  expect(idsOf([aStep('c', 3), aStep('a', 1), aStep('b', 2)])).toEqual(['a', 'b', 'c']);
});

test('a step comes after its cause, even if its clock is slow', () => {
  const steps = [aStep('settled', 2, 'reserved'), aStep('reserved', 1, 'requested'), aStep('requested', 3)];
  expect(idsOf(steps)).toEqual(['requested', 'reserved', 'settled']);
});

test('a step with an unknown cause is sorted by its time', () => {
  expect(idsOf([aStep('settled', 2, 'unknown'), aStep('requested', 1)])).toEqual(['requested', 'settled']);
});

test('steps of the same time stay as they are, but for a cause and its effect', () => {
  expect(idsOf([aStep('b', 1), aStep('a', 1)])).toEqual(['b', 'a']);
  expect(idsOf([aStep('effect', 1, 'cause'), aStep('cause', 1)])).toEqual(['cause', 'effect']);
});

const data = aPurchaseData();

test('the step of an event has its time, its service and what caused it', () => {
  const { completed } = purchaseEvents(data);
  const { eventId, occurredAt, correlationId } = completed.metadata;
  const step = { event: 'PurchaseCompleted', service: 'purchases', occurredAt, eventId, correlationId };
  expect(stepOf(completed)).toEqual(step);
  const caused = { ...completed, metadata: { ...completed.metadata, causationId: 'an-event' } };
  expect(stepOf(caused)).toEqual({ ...step, causationId: 'an-event' });
});

test('the step of a rejection has its reason in words', () => {
  const { purchaseId, productId, quantity } = data;
  const reason = { code: 'insufficient-stock', detail: '2 wanted, 1 in stock.' } as const;
  const facts = {
    aggregateId: purchaseId,
    version: 2,
    occurredAt: LATER,
    cause: { correlationId: 'c' },
  };
  const steps = [
    stepOf(makeEvent(StockRejected, facts, { purchaseId, productId, quantity, ...reason })),
    stepOf(makeEvent(PurchaseRejected, facts, { ...data, rejection: reason })),
  ];
  expect(steps).toMatchObject([
    { service: 'catalog', detail: reason.detail },
    { service: 'purchases', detail: reason.detail },
  ]);
});

test('an effect keeps its own time if that is later than its cause', () => {
  expect(idsOf([aStep('effect', 5, 'cause'), aStep('other', 3), aStep('cause', 1)])).toEqual([
    'cause',
    'other',
    'effect',
  ]);
});

test.each(['customer', 'catalog', 'purchases'] as const)('a stored step of %s is read back', (service) => {
  const step = { ...aStep('a', 1, 'b'), service, detail: 'Sold out.' };
  expect(storedStepSchema.parse({ ...step, purchaseId: 'p' })).toEqual(step);
});
