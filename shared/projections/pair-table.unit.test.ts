import { expect, test } from 'vitest';
import { anId, NOW } from '../testing/fixed.ts';
import { isRecency } from './pair-table.ts';

test('a recency is a time and an id', () => {
  expect(isRecency(`${NOW}#${anId(1)}`)).toBe(true);
  expect(isRecency(`2026-03-14T15:09:26Z#${anId(1)}`)).toBe(true);
});

test.each([
  '',
  '#',
  NOW,
  anId(1),
  `#${anId(1)}`,
  `${NOW}#`,
  `2026#${anId(1)}`,
  `${NOW}#1`,
  `${NOW}#${anId(1)}#`,
])('%j is not a recency', (text) => {
  expect(isRecency(text)).toBe(false);
});
