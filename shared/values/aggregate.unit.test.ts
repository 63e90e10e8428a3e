import { expect, test } from 'vitest';
import { LATER, NOW } from '../testing/fixed.ts';
import { timeOfChange } from './aggregate.ts';

test('a change is made now, and never before the one that it follows', () => {
  expect(timeOfChange({ updatedAt: NOW }, LATER)).toBe(LATER);
  expect(timeOfChange({ updatedAt: LATER }, NOW)).toBe(LATER);
});
