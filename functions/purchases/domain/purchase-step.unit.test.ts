import { expect, test } from 'vitest';
import type { PurchaseStep } from '../../../contracts/purchases/shapes.ts';
import { inOrder } from './purchase-step.ts';

const at = (second: number): string => `2026-03-14T15:09:0${second}.000Z`;

const aStep = (eventId: string, second: number, causationId?: string): PurchaseStep => ({
  event: eventId,
  service: 'purchases',
  occurredAt: at(second),
  eventId,
  correlationId: 'c',
  ...(causationId === undefined ? {} : { causationId }),
});

const idsOf = (steps: readonly PurchaseStep[]): string[] => inOrder(steps).map(({ eventId }) => eventId);

test('steps stand in the order of their times', () => {
  expect(idsOf([aStep('c', 3), aStep('a', 1), aStep('b', 2)])).toEqual(['a', 'b', 'c']);
});

test('a step stands after the one that led to it, though its clock is slow', () => {
  const steps = [aStep('settled', 2, 'reserved'), aStep('reserved', 1, 'requested'), aStep('requested', 3)];
  expect(idsOf(steps)).toEqual(['requested', 'reserved', 'settled']);
});

test('a step whose cause is not known yet stands at its time', () => {
  expect(idsOf([aStep('settled', 2, 'unknown'), aStep('requested', 1)])).toEqual(['requested', 'settled']);
});
