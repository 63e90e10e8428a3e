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

/** Most texts are. The expressions for all others take a cold function 2 ms to build. */
const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

/**
 * Text as searched and sorted: lower case, without accents, with single spaces, plain hyphens, apostrophes and digits.
 * Syllables of Hangul are decomposed, so that one that is still being typed is the beginning of the whole one.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase().replaceAll('`', "'").replace(/ +/g, ' ').trim();
  // Spacing accents that are typed for an apostrophe; Unicode decomposes them into a space and a mark.
  const apostrophes = text.replace(/[´΄᾽᾿῾]/g, "'");
  return withoutAccents(withoutAccents(apostrophes).toLowerCase())
    .replace(/[^\0-\x7f]/gu, (letter) => plainLetters.get(letter) ?? letter)
    .replace(/[‘’‛`ʹʻʼʽʾʿˈˊˋ′ꞌ՚׳]/g, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(/(?![0-9])\p{Nd}/gu, valueOfDigit)
    .replace(/[^\u1100-\u11ff]+/gu, (other) => other.normalize('NFC'))
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Without marks that people leave out; in other scripts marks are vowels, tones and voicing, without which it is another
 * word. And without joiners, variation selectors, soft hyphens and the like, and the kashida, which only widens a word.
 */
const withoutAccents = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(
      /(?=[\p{scx=Zinh}\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Hebr}\p{scx=Arab}\p{scx=Syrc}])\p{M}/gu,
      '',
    )
    .replace(/[\p{Default_Ignorable_Code_Point}\u0640]/gu, '');

/** Unicode has the digits of a script in one row, from zero to nine. */
const valueOfDigit = (digit: string): string => {
  const code = digit.codePointAt(0) as number;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
};

/** The words of a text, folded: runs of letters and digits, and of emoji; in a text that has none, what is between spaces. */
export const wordsOf = (text: string): string[] => {
  const folded = fold(text);
  return (isAscii(folded) ? folded.match(/[a-z0-9]+/g) : wordsIn(folded)) ?? folded.match(/\S+/g) ?? [];
};

const wordsIn = (folded: string) =>
  folded.match(/[\p{L}\p{N}\p{M}]+|[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]+/gu);

/** Whether every word of the query is a prefix of a word of the text; all are folded. */
export const startsWords = (query: readonly string[], text: readonly string[]): boolean =>
  query.every((prefix) => text.some((each) => each.startsWith(prefix)));
