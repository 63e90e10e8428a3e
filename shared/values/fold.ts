/**
 * Letters that Unicode does not decompose, as people type them without strokes and ligatures; and the final sigma,
 * which would differ from the sigma inside a longer word.
 */
const undecomposed: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/** Text as searched and sorted: lower case, without diacritics, with single spaces. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþıς]/g, (letter) => undecomposed[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();

/** The words of a text, folded: runs of letters and digits. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether every word of the query is a prefix of a word of the text; all are folded. */
export const startsWords = (query: readonly string[], text: readonly string[]): boolean =>
  query.every((prefix) => text.some((word) => word.startsWith(prefix)));
