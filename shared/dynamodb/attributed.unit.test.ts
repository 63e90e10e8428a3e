import { expect, test } from 'vitest';
import { aCause } from '../testing/fixed.ts';
import { attributed, unattributed } from './attributed.ts';

const actor = { id: 'e', role: 'editor' } as const;
const thing = { size: 1 };

test('an item has the actor of its last change, in place of an earlier one', () => {
  expect(attributed(thing, { ...aCause, actor })).toEqual({ size: 1, updatedBy: actor });
  const earlier = attributed(thing, { ...aCause, actor: { id: 'v', role: 'editor' } });
  expect(attributed(earlier, { ...aCause, actor })).toEqual({ size: 1, updatedBy: actor });
  expect(attributed(earlier, aCause)).toEqual(thing);
});

test.each([undefined, {}, { correlationId: 'c', actor: 'e' }, { correlationId: 'c', actor: { id: 'e' } }])(
  'an item has none if its cause is %j',
  (cause) => {
    expect(attributed(thing, cause)).toEqual(thing);
  },
);

test('a stored item has none', () => {
  expect(unattributed(attributed(thing, { ...aCause, actor }))).toEqual(thing);
});
