/**
 * Letters that Unicode does not decompose, as people type them without strokes, hooks and ligatures; the final sigma,
 * which would differ from the sigma inside a longer word; and Arabic letters that keyboards of several languages spell
 * differently.
 */
const plainLetters: ReadonlyMap<string, string> = new Map(
  `ß ss|æ ae|œ oe|þ th|ð d|đ d|ɖ d|ɗ d|ø o|ɵ o|ɔ o|ł l|ƚ l|ħ h|ŧ t|ⱦ t|ƭ t|ʈ t|ı i|ɨ i|ŋ n|ɲ n|ƞ n|ĸ k|ƙ k|ƀ b|ɓ b|ƈ c|ȼ c
  |ə a|ⱥ a|ɛ e|ɇ e|ƒ f|ɠ g|ǥ g|ȷ j|ɉ j|ᵽ p|ƥ p|ɋ q|ɍ r|ʉ u|ʋ v|ƴ y|ɏ y|ƶ z|ȥ z|ς σ|ґ г|ى ي|ی ي|ک ك|ة ه|ٱ ا`
    .split('|')
    .map((pair) => pair.trim().split(' ') as [string, string]),
);

const plainLetter = new RegExp(`[${[...plainLetters.keys()].join('')}]`, 'gu');

/** Marks that people leave out. In other scripts marks are vowels, tones and voicing, without which it is another word. */
const accent =
  /(?=[\p{scx=Zinh}\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Hebr}\p{scx=Arab}\p{scx=Syrc}])\p{M}/gu;

/** Joiners, variation selectors, soft hyphens and the like; and the Arabic kashida, which only widens a word. */
const ignored = /[\p{Default_Ignorable_Code_Point}\u0640]/gu;

/** Spacing accents that are typed for an apostrophe. Unicode decomposes them into a space and a mark. */
const apostropheAccent = /[´΄᾽᾿῾]/g;
const apostrophe = /[‘’‛`ʹʻʼʽʾʿˈˊˋ′ꞌ՚׳]/g;

/**
 * Text as searched and sorted: lower case, without accents, with single spaces, plain hyphens, apostrophes and digits.
 * Syllables of Hangul are decomposed, so that one that is still being typed is the beginning of the whole one.
 */
export const fold = (text: string): string =>
  withoutAccents(withoutAccents(text.replace(apostropheAccent, "'")).toLowerCase())
    .replace(plainLetter, (letter) => plainLetters.get(letter) ?? letter)
    .replace(apostrophe, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(/(?![0-9])\p{Nd}/gu, valueOfDigit)
    .replace(/[^\u1100-\u11ff]+/gu, (other) => other.normalize('NFC'))
    .replace(/\s+/g, ' ')
    .trim();

const withoutAccents = (text: string): string =>
  text.normalize('NFKD').replace(accent, '').replace(ignored, '');

/** Unicode has the digits of a script in one row, from zero to nine. */
const valueOfDigit = (digit: string): string => {
  const code = digit.codePointAt(0) as number;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
};

const emoji = '\\p{Extended_Pictographic}\\p{Regional_Indicator}\\p{Emoji_Modifier}';

const word = new RegExp(`[\\p{L}\\p{N}\\p{M}]+|[${emoji}]+`, 'gu');

/** The words of a text, folded: runs of letters and digits, and of emoji; in a text that has none, what is between spaces. */
export const wordsOf = (text: string): string[] => {
  const folded = fold(text);
  return folded.match(word) ?? folded.match(/\S+/g) ?? [];
};

/** Whether every word of the query is a prefix of a word of the text; all are folded. */
export const startsWords = (query: readonly string[], text: readonly string[]): boolean =>
  query.every((prefix) => text.some((each) => each.startsWith(prefix)));
