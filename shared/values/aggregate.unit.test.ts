import { expect, test } from 'vitest';
import { LATER, NOW } from '../testing/fixed.ts';
import { timeOfChange } from './aggregate.ts';

test('the time of a change is now, and never before that of the previous change', () => {
  expect(timeOfChange({ updatedAt: NOW }, LATER)).toBe(LATER);
  expect(timeOfChange({ updatedAt: LATER }, NOW)).toBe(LATER);
});
