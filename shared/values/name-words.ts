import { fold, wordsOf } from './fold.ts';
import { lazy } from './lazy.ts';

/** The most words of a name. Those that are written in it come first, so only variants are ever left out. */
export const MAX_NAME_WORDS = 128;

/** Words that begin inside others are added up to this number, since an index has a limited number of lists for a name. */
const MAX_STARTS = 9;

const unspaced =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{Extended_Pictographic}\\p{Regional_Indicator}';
const part = '[\\p{L}\\p{N}\\p{M}]+';

/** What is between the parts of a compound: `O'Brien`, `Smith-Jones`, `J.R.`, `Gal·la`, `ジョン・スミス`, `山田 太郎`. */
const seam = `(?:['·・-]|\\.(?=\\p{L})|(?<=[${unspaced}]) (?=[${unspaced}]))`;
const compound = /* @__PURE__ */ lazy(() => new RegExp(`${part}(?:${seam}${part})+`, 'gu'));
const parts = /* @__PURE__ */ lazy(() => new RegExp(part, 'gu'));

/** Letters that never begin a word: small kana, marks of length and repetition, and all but the first of a syllable of Hangul. */
const inner = 'ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー々ゝヽ\\u1160-\\u11ff';
const start = /* @__PURE__ */ lazy(() => new RegExp(`(?![${inner}])[${unspaced}]`, 'gu'));

/** Letters that are spelled with two where keyboards lack them. {@link fold} leaves out their dots and strokes instead. */
const digraphs: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['å', 'aa'],
  ['ø', 'oe'],
  ['đ', 'dj'],
  ['ə', 'e'],
]);

/**
 * The words by whose beginnings a name is found, folded, each once: as written; with the parts of a compound joined, from
 * each part on; from each letter on in scripts without spaces; and with umlauts as two letters. At most
 * {@link MAX_NAME_WORDS}.
 */
export function nameWords(name: string): string[] {
  // Most names. The expressions for all others take a cold function 2 ms to build.
  if (/^[a-z0-9 ]*$/i.test(name)) return unique(wordsOf(name)).slice(0, MAX_NAME_WORDS);
  const words = unique(writtenAndJoined(name));
  const starts = unique([...words, ...words.flatMap(tailsOf)]).slice(0, Math.max(words.length, MAX_STARTS));
  return unique([...starts, ...writtenAndJoined(withDigraphs(name))]).slice(0, MAX_NAME_WORDS);
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];

function writtenAndJoined(name: string): string[] {
  const joined = (fold(name).match(compound()) ?? []).flatMap((text) => {
    const each = text.match(parts()) ?? [];
    return each.slice(0, -1).map((_, first) => each.slice(first).join(''));
  });
  return [...wordsOf(name), ...joined];
}

/** A name with its umlauts as two letters. */
export const withDigraphs = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüåøđə]/g, (letter) => digraphs.get(letter) ?? letter);

/** What of a word remains from each later letter that could begin a word. */
const tailsOf = (word: string): string[] =>
  [...word.matchAll(start())].filter(({ index }) => index > 0).map(({ index }) => word.slice(index));
