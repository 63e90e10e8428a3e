import { countryNames } from './country-names.ts';
import { fold } from './fold.ts';
import { withDigraphs } from './name-words.ts';

let keys: ReadonlyMap<string, string> | undefined;

/**
 * One key for all usual names of a country, in English or its own languages, and for its two-letter code: its folded
 * English name. The key of anything else is the folded text.
 */
export function countryKey(name: string): string {
  keys ??= keysOfNames();
  return keys.get(plain(name)) ?? fold(name);
}

/** Built when it is first needed, from the whole text at once, which takes 5 ms; folding each name would take 9. */
function keysOfNames(): ReadonlyMap<string, string> {
  const countries = fold(countryNames).split(/; ?/);
  const all = new Map<string, string>();
  for (const names of [countryNames, withDigraphs(countryNames)]) {
    for (const [index, country] of plain(names).split(/ ?; ?/).entries()) {
      const [key = ''] = (countries[index] ?? '').split('|', 1);
      for (const name of country.split(/ ?\| ?/)) all.set(name, key);
    }
  }
  return all;
}

/** Names without what people write differently: punctuation, articles and abbreviations. */
const plain = (names: string): string =>
  fold(names)
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{M};|]+/gu, ' ')
    .replace(/(?<![^ ;|])(?:the |saint (?=\S))/g, (word) => (word === 'the ' ? '' : 'st '))
    .trim();
