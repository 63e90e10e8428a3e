import fc from 'fast-check';

/** Letters that fold into several: ligatures, squared words, and the Arabic phrase of 18 letters. */
const expanding = ['ﷺ', '㍿', '㌀', 'ﬃ', '㉐', '㈀', '⑴', '㏠', 'ß', 'Æ'];

const range = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => String.fromCodePoint(first + index));

/** More one-letter words than any alphabet has letters, all different. */
const ideographs = range(0x4e00, 50);

/** Single letters that each fold into a word of three to six. */
const squaredWords = range(0x3300, 88);

/** A word of up to four letters. */
const shortWord = fc.string({
  unit: fc.constantFrom(...'abcdefghij'),
  minLength: 1,
  maxLength: 4,
  size: 'max',
});

/** 25 words of three letters, all different, that begin with `count` different letters of an alphabet. */
const manyPrefixes = fc
  .record({ alphabet: fc.constantFrom(0x61, 0x3b1, 0x430), count: fc.integer({ min: 5, max: 15 }) })
  .map(({ alphabet, count }) => {
    const letters = range(alphabet, 25);
    return letters.map((letter, n) => `${letters[n % count]}${letters[0]}${letter}`).join(' ');
  });

const cutAt100 = (text: string): string =>
  [...text.normalize('NFC')].reduce((cut, letter) => ((cut + letter).length > 100 ? cut : cut + letter), '');

/** Lines of up to 100 characters that are hard to index: many words, long foldings, astral letters. */
export const hardNames = fc
  .oneof(
    fc.constantFrom(...expanding).map((letter) => letter.repeat(100)),
    manyPrefixes,
    fc.string({ unit: fc.constantFrom(...expanding, ' ', 'a', '😀', '𐐀'), maxLength: 100, size: 'max' }),
    fc.shuffledSubarray(ideographs, { minLength: 20 }).map((words) => words.join(' ')),
    fc.shuffledSubarray([...squaredWords, ...ideographs], { minLength: 40 }).map((words) => words.join(' ')),
    fc.array(shortWord, { maxLength: 50, size: 'max' }).map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100, size: 'max' }),
  )
  .map((text) => cutAt100(text).trim())
  .filter((text) => text.length > 0 && !/\p{Cc}/u.test(text));
