import { wordsOf } from '../values/fold.ts';

/**
 * One list of entries. The rows of a `sharded` term, which nearly every entry may have, are spread over several
 * partitions, and merged when they are read; those of a `single` term are in one.
 */
export interface Term {
  readonly value: string;
  readonly spread: 'sharded' | 'single';
}

/** Lists that together contain every match of a query, each exactly once. */
export type Lead = readonly Term[];

/** The length of the longest indexed prefix; what follows it is filtered. */
const MAX_PREFIX = 3;

/**
 * The most lists for the first letters of a name's words, and for their first three. A name with more of them is in one
 * common list instead, which every search by words reads as well. With these limits and {@link MAX_OTHER_TERMS}, a
 * rename stays below DynamoDB's 100 writes per transaction.
 */
const MAX_SHORT_TERMS = 14;
const MAX_LONG_TERMS = 24;

/** The most name terms of an entry. */
export const MAX_NAME_TERMS = MAX_SHORT_TERMS + MAX_LONG_TERMS;

/** The most terms of an entry besides those of its name and that of all entries. */
export const MAX_OTHER_TERMS = 6;

/** The most partitions that one lead merges; a query with more reads a list with more entries instead. */
export const MAX_MERGED = 8;

/** Words of a query that are tried as leads: the longest ones. */
const MAX_TRIED_WORDS = 3;

/** The list of all entries. Its rows contain the entries themselves. */
export const allEntries: Term = { value: 'all', spread: 'sharded' };

const manyShort: Term = { value: 'names:short', spread: 'single' };
const manyLong: Term = { value: 'names:long', spread: 'single' };

/** The first `length` letters of a word, counted in code points. */
const firstLetters = (word: string, length: number): string => [...word].slice(0, length).join('');

const lengthOf = (word: string): number => [...word].length;

/** Names begin with all kinds of letters, so their lists spread by themselves. */
const nameTerm = (prefix: string): Term => ({ value: `name:${prefix}`, spread: 'single' });

/** The lists of a name: one for the first letter of each word, and one for its first three. */
export function nameTerms(name: string): Term[] {
  const words = wordsOf(name);
  const long = words.filter((word) => lengthOf(word) >= MAX_PREFIX);
  return [
    ...termsOf(words, 1, MAX_SHORT_TERMS, manyShort),
    ...termsOf(long, MAX_PREFIX, MAX_LONG_TERMS, manyLong),
  ];
}

/** One term per prefix, or only `many` if there are more than `most`. */
const termsOf = (words: readonly string[], length: number, most: number, many: Term): Term[] => {
  const distinct = [...new Set(words.map((word) => firstLetters(word, length)))];
  return distinct.length > most ? [many] : distinct.map(nameTerm);
};

/** The leads of a search by words: one for each of the longest words. */
export function leadsOfWords(words: readonly string[]): Lead[] {
  const longest = [...new Set(words)].toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const isLong = (word: string) => lengthOf(word) >= MAX_PREFIX;
  // The list of a first letter is far longer than that of three, so it is read only if there is no other.
  const tried = longest.some(isLong) ? longest.filter(isLong) : longest;
  const prefixes = new Set(tried.map((word) => firstLetters(word, isLong(word) ? MAX_PREFIX : 1)));
  const many = longest.some(isLong) ? manyLong : manyShort;
  return [...prefixes].slice(0, MAX_TRIED_WORDS).map((prefix) => [nameTerm(prefix), many]);
}
