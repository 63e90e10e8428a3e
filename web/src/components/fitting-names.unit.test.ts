import { expect, test } from 'vitest';
import { fittingNames } from './fitting-names.ts';

const ofLetters = (...lengths: readonly number[]): string[] => lengths.map((length) => 'x'.repeat(length));

test.each([
  ['all names if they are short', ofLetters(8, 9), 2],
  ['at most three names, however short', ofLetters(3, 3, 3, 3), 3],
  ['the names whose letters fit', ofLetters(11, 11, 1), 2],
  ['no name that is a letter too long', ofLetters(11, 12), 1],
  ['at least one name, however long', ofLetters(100, 3), 1],
  ['removed ones, which have no name', [undefined, 'Ada'], 2],
])('a line has room for %s', (_, names, expected) => {
  expect(fittingNames(names)).toBe(expected);
});
