import { expect, test } from 'vitest';
import type { PurchaseStep } from '../../api/types.ts';
import { awaitedText, causeOf, stepText } from './step-text.ts';

const step = (event: string, more: Partial<PurchaseStep> = {}): PurchaseStep => ({
  event,
  service: event.startsWith('Stock') ? 'catalog' : 'purchases',
  occurredAt: '2026-05-01T10:00:00.000Z',
  eventId: `id of ${event}`,
  correlationId: 'correlation',
  ...more,
});

test.each([
  ['PurchaseRequested', '3 units requested'],
  ['StockReserved', 'Catalog reserved 3 units'],
  ['StockRejected', 'Catalog could not reserve 3 units'],
  ['PurchaseCompleted', 'The purchase was completed'],
  ['PurchaseRejected', 'The purchase was rejected'],
  ['PurchaseReturned', 'Units were returned, and are in stock again'],
  ['PurchaseCancelled', 'The purchase was cancelled, and the stock is returned'],
])('%s has a text in plain words', (event, text) => {
  expect(stepText(event, { quantity: 3 })).toBe(text);
});

test('one unit is singular', () => {
  expect(stepText('StockReserved', { quantity: 1 })).toBe('Catalog reserved 1 unit');
});

test('the text of an unknown event is its name', () => {
  expect(stepText('PurchaseShipped', { quantity: 1 })).toBe('PurchaseShipped');
});

test('the cause of a step is the event with its causation id, if known', () => {
  const requested = step('PurchaseRequested');
  const reserved = step('StockReserved', { causationId: requested.eventId });
  expect(causeOf([requested, reserved], reserved)).toBe('PurchaseRequested');
  expect(causeOf([reserved], reserved)).toBeUndefined();
  expect(causeOf([requested, reserved], requested)).toBeUndefined();
});

test('an incomplete history is waiting for the next service to act', () => {
  const requested = step('PurchaseRequested');
  const reserved = step('StockReserved');
  expect(awaitedText([], { status: 'pending' })).toBe('Waiting for Catalog to reserve the stock');
  expect(awaitedText([requested], { status: 'pending' })).toBe('Waiting for Catalog to reserve the stock');
  expect(awaitedText([requested, reserved], { status: 'pending' })).toBe(
    'Waiting for Purchases to complete or reject the purchase',
  );
  expect(awaitedText([requested, reserved], { status: 'completed' })).toMatch(/in a moment/);
});
