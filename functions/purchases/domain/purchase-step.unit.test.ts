import { expect, test } from 'vitest';
import type { PurchaseStep } from '../../../contracts/purchases/shapes.ts';
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
