import { wordsOf } from './fold.ts';

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

/** The most name terms of an entry: with them, a rename stays below DynamoDB's 100 writes a transaction. */
export const MAX_NAME_TERMS = 40;

/** The list of all entries. */
export const allEntries: Term = { value: 'all', spread: 'sharded' };

/** The first `length` letters of a word, counted in code points. */
const firstLetters = (word: string, length: number): string => [...word].slice(0, length).join('');

const nameTerm = (prefix: string): Term => ({ value: `name:${prefix}`, spread: 'sharded' });

/** The lists that a name stands in: one for the first 1, 2 and 3 letters of each word. */
export function nameTerms(name: string): Term[] {
  const prefixes = wordsOf(name).flatMap((word) =>
    Array.from({ length: MAX_PREFIX }, (_, index) => firstLetters(word, index + 1)),
  );
  return [...new Set(prefixes)].slice(0, MAX_NAME_TERMS).map(nameTerm);
}

/** The list to read for a query of words: that of the longest, which has the fewest entries. */
export function leadOfWords(words: readonly string[]): Term {
  const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? '';
  return nameTerm(firstLetters(longest, MAX_PREFIX));
}
