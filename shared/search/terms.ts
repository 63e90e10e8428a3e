import { nameWords } from '../values/name-words.ts';

/**
 * One list of entries. A `sharded` term would have too many entries for one partition, so they are spread over
 * several, which reads merge; a `single` term has few.
 */
export interface Term {
  readonly value: string;
  readonly spread: 'sharded' | 'single';
}

/** The length of the longest indexed prefix; longer ones are filtered. */
const MAX_PREFIX = 3;

/**
 * The most lists for the prefixes of one or two letters of a name's words, and for those of three. A name with more
 * prefixes is in one common list instead, which every search by words reads as well. With these limits and
 * {@link MAX_OTHER_TERMS}, a rename stays below DynamoDB's 100 writes per transaction.
 */
const MAX_SHORT_TERMS = 18;
const MAX_LONG_TERMS = 24;

/** The most name terms of an entry. */
export const MAX_NAME_TERMS = MAX_SHORT_TERMS + MAX_LONG_TERMS;

/** The most terms of an entry besides those of its name and that of all entries. */
export const MAX_OTHER_TERMS = 5;

/** The list of all entries. */
export const allEntries: Term = { value: 'all', spread: 'sharded' };

const manyShort: Term = { value: 'names:short', spread: 'sharded' };
const manyLong: Term = { value: 'names:long', spread: 'sharded' };

/** The first `length` letters of a word, counted in code points. */
const firstLetters = (word: string, length: number): string => [...word].slice(0, length).join('');

const lengthOf = (word: string): number => [...word].length;

const nameTerm = (prefix: string): Term => ({ value: `name:${prefix}`, spread: 'sharded' });

/** The lists of a name: one for the first one, two and three letters of each word. */
export function nameTerms(name: string): Term[] {
  const words = nameWords(name);
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

/** One term per prefix, or only `many` if there are more than `most`. */
const termsOf = (prefixes: readonly string[], most: number, many: Term): Term[] => {
  const distinct = [...new Set(prefixes)];
  return distinct.length > most ? [many] : distinct.map(nameTerm);
};

/** The lists to read for a search by words: those of the longest word, which have the fewest entries. */
export function leadsOfWords(words: readonly string[]): Term[] {
  const longest = words.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? '';
  const many = lengthOf(longest) >= MAX_PREFIX ? manyLong : manyShort;
  return [nameTerm(firstLetters(longest, MAX_PREFIX)), many];
}
