import { nameWords } from '../values/name-words.ts';

/**
 * One list of entries. The rows of a `sharded` term, which nearly every entry may have, are spread over several
 * partitions, and merged when they are read; those of a `single` term are in one.
 */
export interface Term {
  readonly value: string;
  readonly spread: 'sharded' | 'single';
  /**
   * When its rows are written: `at once` in the entity's own transaction, so that a search sees every committed write; default
   * `from the stream` of the entity's table, a moment later and for less than half of the cost.
   */
  readonly written?: Written;
  /** Whether a query may merge the list with others of its kind, so that an entity which moves to another still matches. Default no. */
  readonly merged?: boolean;
}

export type Written = 'at once' | 'from the stream';

/** Lists that together contain every match of a query, each exactly once. */
export type Lead = readonly Term[];

/** The length of the longest indexed prefix; what follows it is filtered. */
const MAX_PREFIX = 3;

/**
 * The most lists for the first one and two letters of a name's words, and for their first three. A name with more of them is in one
 * common list instead, which every search by words reads as well. With these limits and {@link MAX_OTHER_TERMS}, all rows
 * of an entry fit into one of DynamoDB's transactions of 100 writes, as a rebuild puts them.
 */
const MAX_SHORT_TERMS = 16;
const MAX_LONG_TERMS = 23;

/** The most name terms of an entry. */
export const MAX_NAME_TERMS = MAX_SHORT_TERMS + MAX_LONG_TERMS;

/** The most terms of an entry besides those of its name and that of all entries. */
export const MAX_OTHER_TERMS = 8;

/** The most partitions that one lead merges; a query with more reads a list with more entries instead. */
export const MAX_MERGED = 8;

/** Words of a query that are tried as leads: the longest ones. */
const MAX_TRIED_WORDS = 3;

/** The list of all entries. Its rows contain the entries themselves. */
export const allEntries: Term = { value: 'all', spread: 'sharded', written: 'at once' };

/** The list of all entries that is sorted from the newest to the oldest. */
export const newestEntries: Term = { value: 'newest', spread: 'sharded' };

const manyShort: Term = { value: 'names:short', spread: 'single', merged: true };
const manyLong: Term = { value: 'names:long', spread: 'single', merged: true };

/** The first `length` letters of a word, counted in code points. */
const firstLetters = (word: string, length: number): string => [...word].slice(0, length).join('');

const lengthOf = (word: string): number => [...word].length;

/** Names begin with all kinds of letters, so their lists spread by themselves. */
export const nameTerm = (prefix: string): Term => ({
  value: `name:${prefix}`,
  spread: 'single',
  merged: true,
});

/** The lists of a name: one for the first one, two and three letters of each word. */
export function nameTerms(name: string): Term[] {
  const words = nameWords(name);
  const long = words.filter((word) => lengthOf(word) >= MAX_PREFIX);
  return [
    ...termsOf(
      [1, 2].flatMap((length) => words.map((word) => firstLetters(word, length))),
      MAX_SHORT_TERMS,
      manyShort,
    ),
    ...termsOf(
      long.map((word) => firstLetters(word, MAX_PREFIX)),
      MAX_LONG_TERMS,
      manyLong,
    ),
  ];
}

/** One term per prefix, or only `many` if there are more than `most`. */
const termsOf = (prefixes: readonly string[], most: number, many: Term): Term[] => {
  const distinct = [...new Set(prefixes)];
  return distinct.length > most ? [many] : distinct.map(nameTerm);
};

/** The leads of a search by words: one for each of the longest words. */
export function leadsOfWords(words: readonly string[]): Lead[] {
  const longest = [...new Set(words)].toSorted((a, b) => lengthOf(b) - lengthOf(a));
  // A shorter beginning has a far longer list, so it is read only if there is no other.
  const most = Math.min(MAX_PREFIX, lengthOf(longest[0] ?? ''));
  const prefixes = new Set(
    longest.filter((word) => lengthOf(word) >= most).map((word) => firstLetters(word, most)),
  );
  const many = most === MAX_PREFIX ? manyLong : manyShort;
  return [...prefixes].slice(0, MAX_TRIED_WORDS).map((prefix) => [nameTerm(prefix), many]);
}
