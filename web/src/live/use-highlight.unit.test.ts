import { expect, test } from 'vitest';
import { changedRows } from './use-highlight.ts';

const rows = (...texts: string[]) => texts.map((text) => ({ id: text.slice(0, 1), text }));
const changed = (before: string[], now: string[]) =>
  changedRows(rows(...before), rows(...now), ({ id }) => id);

test('what has changed, and what is new before or between known rows, is marked', () => {
  expect(changed(['a', 'b', 'c'], ['x', 'a', 'b2', 'c'])).toEqual([0, 2]);
});

test('a row that has only moved is not marked, nor one that was loaded after the known ones', () => {
  expect(changed(['a', 'b'], ['b', 'a', 'c', 'd'])).toEqual([]);
  expect(changed([], ['a', 'b'])).toEqual([]);
});
