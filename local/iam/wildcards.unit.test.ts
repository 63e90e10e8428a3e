import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesWildcards } from './wildcards.ts';

// Few letters and many wildcards give patterns that nearly match, where a matcher can go wrong.
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 12 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 16 });

const asRegExp = (wildcards: string): RegExp =>
  new RegExp(`^${wildcards.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')}$`);

it('wildcards match exactly what the equivalent regular expression matches', () => {
  fc.assert(
    fc.property(pattern, text, (wildcards, value) => {
      expect(matchesWildcards(wildcards, value)).toBe(asRegExp(wildcards).test(value));
    }),
    { numRuns: 5000 },
  );
});

it('a text matches itself with any part replaced by a star', () => {
  fc.assert(
    fc.property(text, text, text, (start, middle, end) => {
      expect(matchesWildcards(`${start}*${end}`, start + middle + end)).toBe(true);
    }),
  );
});

it('a pattern that would make a regular expression backtrack forever is matched at once', () => {
  expect(matchesWildcards(`${'*a'.repeat(50)}*b`, 'a'.repeat(2000))).toBe(false);
});
