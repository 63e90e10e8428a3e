import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Contributions, differences } from './contributions.ts';

const contributions = fc.dictionary(
  fc.constantFrom('customers', 'product:1', 'day-1'),
  fc.dictionary(fc.constantFrom('count', 'units'), fc.integer({ min: 1, max: 9 }), { noNullPrototype: true }),
  { noNullPrototype: true },
);

const sum = (all: readonly Contributions[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const one of all) {
    for (const [counter, fields] of Object.entries(one)) {
      for (const [field, value] of Object.entries(fields)) {
        sums[`${counter}.${field}`] = (sums[`${counter}.${field}`] ?? 0) + value;
      }
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0));
};

test('what was contributed plus the differences is what is contributed now', () => {
  fc.assert(
    fc.property(contributions, contributions, (before, after) => {
      expect(sum([before, differences(before, after)])).toEqual(sum([after]));
    }),
  );
});

test('nothing has to be written when nothing changes', () => {
  fc.assert(
    fc.property(contributions, (same) => {
      expect(differences(same, same)).toEqual({});
    }),
  );
});
