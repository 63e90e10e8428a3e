import { expect, test } from 'vitest';
import { isTooComplex } from './wildcard-complexity.ts';

const listOf = (...wildcards: string[]) =>
  wildcards.map((wildcard) => ({ operator: 'wildcard' as const, wildcards: [wildcard] }));

// What Amazon's event-ruler, with which EventBridge matches, finds of these: more than 10, or not.
test.each<[wildcards: string[], expected: boolean]>([
  [[], false],
  [['*'], false],
  [['*:*:*:*:event-bus/*'], false],
  [['*:*:*:*:*:event-bus/'], false],
  [['*:*:*:*:*:event-bus/*'], true],
  [['*:*:*:*:*:*'], true],
  [['*aaaaaaaaa'], false],
  [['*aaaaaaaaaa'], true],
  [['*\\*\\*\\*\\*\\*\\*\\*\\*\\*'], false],
  [['*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*'], true],
  [['*éèéèéèéèéè'], false],
  [['*aa*aa*', '*a', 'aaaa*b'], true],
  [['a*a', 'a*a', 'aa', '*ab*a*aba'], false],
  [['*a', '*b', '*c', '*d', '*e'], false],
  [['*a', '*b', '*c', '*d', '*e', '*f'], true],
])('%j are too complex: %s', (wildcards, expected) => {
  expect(isTooComplex(listOf(...wildcards))).toBe(expected);
});

test('the wildcards of one anything-but count as one', () => {
  const wildcards = ['*a', '*b', '*c', '*d', '*e', '*f'];
  expect(isTooComplex([{ operator: 'anything-but', wildcards }])).toBe(false);
  expect(isTooComplex([{ operator: 'anything-but', wildcards: ['*aaaaaaaaaa', '*b'] }])).toBe(true);
});

test('a long wildcard without repetitions is not too complex', () => {
  const wildcard = Array.from({ length: 500 }, (_, index) => index.toString(36)).join('-');
  expect(isTooComplex(listOf(`*${wildcard}`))).toBe(false);
});
