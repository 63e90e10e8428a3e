import fc from 'fast-check';

/** Letters that fold into several: ligatures, squared words, and the Arabic phrase of 18 letters. */
const expanding = ['ﷺ', '㍿', '㌀', 'ﬃ', '㉐', '㈀', '⑴', '㏠', 'ß', 'Æ'];

/** One-letter words, all different, in numbers that no alphabet has. */
const ideographs = Array.from({ length: 50 }, (_, index) => String.fromCodePoint(0x4e00 + index));

/** Lines of text of up to 100 characters that are hard on an index: many words, long foldings, astral letters. */
export const hardNames = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...expanding, ' ', 'a', '😀', '𐐀'), minLength: 1, maxLength: 100 }),
    fc.shuffledSubarray(ideographs, { minLength: 20 }).map((words) => words.join(' ')),
    fc
      .array(fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 4 }), {
        maxLength: 40,
      })
      .map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }),
  )
  .map((text) =>
    [...text.normalize('NFC')]
      .reduce((cut, letter) => ((cut + letter).length > 100 ? cut : cut + letter), '')
      .trim(),
  )
  .filter((text) => text.length > 0 && !/\p{Cc}/u.test(text));
