import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesOf, textAt } from './differences.ts';

const paths = ['name', 'price.amount', 'sku'];
const before = { name: 'Lamp', price: { amount: '5.00' }, sku: '' };

test('a difference has the side that changed the field', () => {
  const mine = { ...before, name: 'My Lamp', price: { amount: '6.00' } };
  const theirs = { name: 'Their Lamp', price: { amount: '5.00' }, sku: 'L1' };
  expect(differencesOf(paths, before, mine, theirs)).toEqual([
    { path: 'name', mine: 'My Lamp', theirs: 'Their Lamp', changedBy: 'both' },
    { path: 'price.amount', mine: '6.00', theirs: '5.00', changedBy: 'me' },
    { path: 'sku', mine: '', theirs: 'L1', changedBy: 'them' },
  ]);
});

test('the same change by both sides is not a difference', () => {
  const same = { ...before, name: 'Lantern' };
  expect(differencesOf(paths, before, same, same)).toEqual([]);
});

const product = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  price: fc.record({ amount: fc.constantFrom('1', '2', '3') }),
  sku: fc.constantFrom('', 'x'),
});

test('exactly the fields that differ are listed, and no side is said to have changed an unchanged field', () => {
  fc.assert(
    fc.property(product, product, product, (was, mine, theirs) => {
      const listed = differencesOf(paths, was, mine, theirs);
      expect(listed.map(({ path }) => path)).toEqual(
        paths.filter((path) => textAt(mine, path) !== textAt(theirs, path)),
      );
      for (const { path, mine: my, theirs: their, changedBy } of listed) {
        expect(my !== textAt(was, path), path).toBe(changedBy !== 'them');
        expect(their !== textAt(was, path), path).toBe(changedBy !== 'me');
      }
    }),
  );
});
