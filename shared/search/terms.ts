import { wordsOf } from '../values/fold.ts';

/**
 * One list that an entry stands in. A `sharded` term would gather many entries in one partition, so it is
 * spread over several and merged at read; a `single` one spreads by nature.
 */
export interface Term {
  readonly value: string;
  readonly spread: 'sharded' | 'single';
}

/** First letters of a word that the index tells apart; longer prefixes are filtered. */
const MAX_PREFIX = 3;

/**
 * The most lists that a name stands in for the first 1 or 2 letters of its words, and for the first 3. A name
 * with more words stands in one list for all of them, which every such search reads too. With these and
 * {@link MAX_OTHER_TERMS} a rename stays below DynamoDB's 100 writes a transaction.
 */
const MAX_SHORT_TERMS = 18;
const MAX_LONG_TERMS = 24;

/** The most name terms of an entry. */
export const MAX_NAME_TERMS = MAX_SHORT_TERMS + MAX_LONG_TERMS;

/** The most terms that an entry may have of its own, beside those of its name and of all. */
export const MAX_OTHER_TERMS = 5;

/** The list of all entries. */
export const allEntries: Term = { value: 'all', spread: 'sharded' };

const manyShort: Term = { value: 'names:short', spread: 'sharded' };
const manyLong: Term = { value: 'names:long', spread: 'sharded' };

/** The first `length` letters of a word, counted in code points. */
const firstLetters = (word: string, length: number): string => [...word].slice(0, length).join('');

const lengthOf = (word: string): number => [...word].length;

const nameTerm = (prefix: string): Term => ({ value: `name:${prefix}`, spread: 'sharded' });

/** The lists that a name stands in: one for the first 1, 2 and 3 letters of each word. */
export function nameTerms(name: string): Term[] {
  const words = wordsOf(name);
  const short = words.flatMap((word) => [firstLetters(word, 1), firstLetters(word, 2)]);
  const long = words.filter((word) => lengthOf(word) >= MAX_PREFIX);
  return [
    ...termsOf(short, MAX_SHORT_TERMS, manyShort),
    ...termsOf(
      long.map((word) => firstLetters(word, MAX_PREFIX)),
      MAX_LONG_TERMS,
      manyLong,
    ),
  ];
}

/** A term for each prefix, or `many` for all when there are more than `most`. */
const termsOf = (prefixes: readonly string[], most: number, many: Term): Term[] => {
  const distinct = [...new Set(prefixes)];
  return distinct.length > most ? [many] : distinct.map(nameTerm);
};

/** The lists to read for a query of words: that of the longest, which has the fewest entries. */
export function leadsOfWords(words: readonly string[]): Term[] {
  const longest = words.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? '';
  const many = lengthOf(longest) >= MAX_PREFIX ? manyLong : manyShort;
  return [nameTerm(firstLetters(longest, MAX_PREFIX)), many];
}
