import { expect, test } from 'vitest';
import { between } from './use-selection.ts';

test('a range has both ends, in either direction', () => {
  expect(between(['a', 'b', 'c', 'd'], 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(between(['a', 'b', 'c', 'd'], 'c', 'a')).toEqual(['a', 'b', 'c']);
});

test('a range from a row that has gone is the other end', () => {
  expect(between(['a', 'b'], 'gone', 'b')).toEqual(['b']);
});
