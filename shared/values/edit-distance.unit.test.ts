import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearestWord, variantPrefixes } from './edit-distance.ts';

const words = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '𐐷'), maxLength: 6 });

/** The definition, without a table. */
function distanceByDefinition(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return Math.max(one.length, other.length);
  const [a, b] = one;
  const [c, d] = other;
  const slips = [
    distanceByDefinition(one.slice(1), other) + 1,
    distanceByDefinition(one, other.slice(1)) + 1,
    distanceByDefinition(one.slice(1), other.slice(1)) + (a === c ? 0 : 1),
  ];
  if (b !== undefined && a === d && b === c)
    slips.push(distanceByDefinition(one.slice(2), other.slice(2)) + 1);
  return Math.min(...slips);
}

/** A word, and the same with one slip in its first letters that needs no alphabet. */
const slips = fc
  .record({
    word: fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '𐐷'), minLength: 4, maxLength: 8 }),
    at: fc.integer({ min: 0, max: 2 }),
    kind: fc.constantFrom('none', 'exchanged', 'too many', 'double typed once'),
    letter: fc.constantFrom('a', 'x'),
  })
  .map(({ word, at, kind, letter }) => {
    const letters = [...word];
    if (kind === 'double typed once') {
      const meant = letters.toSpliced(at, 0, letters[at] as string);
      return { meant: meant.join(''), typed: word };
    }
    const typed =
      kind === 'exchanged'
        ? letters.toSpliced(at, 2, letters[at + 1] as string, letters[at] as string)
        : letters.toSpliced(at, 0, ...(kind === 'too many' ? [letter] : []));
    return { meant: word, typed: typed.join('') };
  });

describe('the edit distance', () => {
  test.each([
    ['smtih', 'smith', 1],
    ['muler', 'muller', 1],
    ['smith', 'smith', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
    ['𐐷a', 'a𐐷', 1],
  ])('of %s and %s is %i', (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
  });

  test('is that of its definition, from either side', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(editDistance(one, other)).toBe(distanceByDefinition([...one], [...other]));
        expect(editDistance(other, one)).toBe(editDistance(one, other));
      }),
      { numRuns: 300 },
    );
  });

  test('of a word and the same with one slip is at most one', () => {
    fc.assert(fc.property(slips, ({ meant, typed }) => editDistance(meant, typed) <= 1));
  });

  test('is nothing only between equal words, and never more than the longer one has letters', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        const distance = editDistance(one, other);
        expect(distance === 0).toBe(one === other);
        expect(distance).toBeLessThanOrEqual(Math.max([...one].length, [...other].length));
      }),
    );
  });
});

describe('the nearest word', () => {
  test.each([
    ['smtih', ['smart', 'smithe', 'smith', 'smits'], 'smith'],
    ['muler', ['mueller', 'muller'], 'muller'],
    ['jon', ['john', 'joan'], 'john'],
    ['lovelcae', ['lovelace'], 'lovelace'],
    ['smith', ['smithers'], undefined],
    ['smiht', ['smote'], undefined],
    ['abcde', ['axcye'], undefined],
    ['abcdef', ['axcyef'], 'axcyef'],
    ['abcdef', ['xbxdxf'], undefined],
    ['a', [], undefined],
  ])('to %s in %j is %s', (word, candidates, nearest) => {
    expect(nearestWord(word, candidates)).toBe(nearest);
  });
});

describe('the beginnings that a mistyped word may mean', () => {
  test('are few, each once, of three letters', () => {
    expect(variantPrefixes('smtih')).toEqual(['smt', 'mst', 'stm', 'smi', 'mti', 'sti', 'ssm', 'smm']);
    expect(variantPrefixes('ana')).toEqual(['ana', 'naa', 'aan', 'ann']);
    expect(variantPrefixes('jo')).toEqual(['jjo', 'joo']);
    expect(variantPrefixes('')).toEqual([]);
  });

  test('contain that of the word that is meant', () => {
    fc.assert(
      fc.property(slips, ({ meant, typed }) => {
        const prefixes = variantPrefixes(typed);
        expect(prefixes.length).toBeLessThanOrEqual(8);
        expect(prefixes).toContain([...meant].slice(0, 3).join(''));
      }),
      { numRuns: 1000 },
    );
  });
});
