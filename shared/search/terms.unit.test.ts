import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameWords } from '../values/name-words.ts';
import { leadsOfWords, MAX_NAME_TERMS, MAX_OTHER_TERMS, nameTerms } from './terms.ts';

/** Names of any length, many with more words than the index has rows for. */
const names = fc.oneof(
  fc
    .array(fc.string({ unit: fc.constantFrom(...'abcdeéößøł’-漢字𐐷'), maxLength: 5, size: 'max' }), {
      maxLength: 100,
      size: 'max',
    })
    .map((words) => words.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 100, size: 'max' }),
);

const indexed = (name: string): string[] => nameTerms(name).map(({ value }) => value);

/** A name and a query that finds it: the beginnings of some of its words. */
const nameAndQuery = names.chain((name) => {
  const words = nameWords(name);
  const start = (word: string) =>
    fc.integer({ min: 1, max: [...word].length }).map((length) => [...word].slice(0, length).join(''));
  const query =
    words.length === 0
      ? fc.constant([])
      : fc.array(fc.constantFrom(...words).chain(start), { minLength: 1, maxLength: 4 });
  return fc.record({ name: fc.constant(name), query });
});

test('a name is in exactly one list of each lead of a query by the beginnings of its words', () => {
  fc.assert(
    fc.property(nameAndQuery, ({ name, query }) => {
      fc.pre(query.length > 0);
      for (const lead of leadsOfWords(query)) {
        const read = lead.map(({ value }) => value);
        expect(read.filter((term) => indexed(name).includes(term))).toHaveLength(1);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a name is in no list twice, and in no more lists than fit into a transaction', () => {
  fc.assert(
    fc.property(names, (name) => {
      expect(new Set(indexed(name)).size).toBe(indexed(name).length);
      expect(indexed(name).length).toBeLessThanOrEqual(MAX_NAME_TERMS);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['jo smith x', ['name:smi']],
  ['smi ada lovelace', ['name:lov', 'name:smi', 'name:ada']],
  ['smith smithers', ['name:smi']],
  ['aaa bbb ccc ddd', ['name:aaa', 'name:bbb', 'name:ccc']],
  ['j sm', ['name:sm']],
  ['j s', ['name:j', 'name:s']],
  ['😀😀 ab', ['name:😀😀', 'name:ab']],
])('the query %s can read the lists of up to three of its longest words', (query, first) => {
  expect(leadsOfWords(query.split(' ')).map(([lead]) => lead?.value)).toEqual(first);
});

test('two entries with the maximum number of rows leave room for three writes in a transaction of 100', () => {
  expect(2 * (1 + MAX_NAME_TERMS + MAX_OTHER_TERMS) + 3).toBeLessThanOrEqual(100);
});

test('a name is in one list for each start of one to three letters of its words', () => {
  expect(nameTerms('Jo Ada Adams').map(({ value }) => value)).toEqual([
    'name:j',
    'name:a',
    'name:jo',
    'name:ad',
    'name:ada',
  ]);
});

test('a name with more starts than it may have lists is in a common list instead', () => {
  const words = (letters: string) => [...letters].map((letter) => `${letter}${letter}`).join(' ');
  expect(nameTerms(words('abcdefgh'))).toHaveLength(16);
  expect(nameTerms(words('abcdefghi'))).toEqual([{ value: 'names:short', spread: 'single', merged: true }]);
  const many = [...'abcdefghijklmnopqrstuvwx'].map((letter) => `aa${letter}`).join(' ');
  expect(nameTerms(many).map(({ value }) => value)).toEqual(['name:a', 'name:aa', 'names:long']);
});
