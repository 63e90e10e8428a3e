import type { Page, SuggestedPage } from '../../contracts/definition/shapes.ts';
import { nearestWord, variantPrefixes } from '../values/edit-distance.ts';
import { wordsOf } from '../values/fold.ts';
import { type Search, type SearchParameters, searchPage } from './search-page.ts';
import { nameWordsOf } from './search-row.ts';
import { nameTerm } from './terms.ts';

/** How many rows are read of each list of words that may be meant. */
const ROWS = 100;

/** The shortest word that is taken for mistyped: shorter ones are near to too many others. */
const MIN_LETTERS = 4;

/**
 * As `searchPage`. If nothing is found by a name, the text may be an exact value, such as an SKU. If it is not, and no name
 * at all begins with the words as typed, it searches for those that are most likely meant. `suggestion` says what was searched
 * for instead. Cursors stay bound to the name as typed.
 * @param searchFor the search for parameters.
 * @param exact the parameter with the exact value.
 */
export async function searchOrSuggest<
  Exact extends 'email' | 'sku',
  Item,
  Facets,
  Parameters extends Named<Exact>,
>(
  parameters: Parameters,
  searchFor: (parameters: Parameters) => Search<Item, Facets>,
  exact: Exact,
): Promise<SuggestedPage<Item>> {
  const search = searchFor(parameters);
  const page = await searchPage(parameters, search);
  const { name, ids, ...others } = parameters;
  if (name === undefined || ids !== undefined || isFound(page)) return page;

  const found = async (suggestion: Parameters) => searchPage(parameters, searchFor(suggestion));
  if (parameters[exact] === undefined) {
    const exactly = await found({ ...others, [exact]: name } as unknown as Parameters);
    if (isFound(exactly)) return { ...exactly, suggestion: { [exact]: name } };
  }
  const meant = await meantBy(wordsOf(name), search);
  // If somebody has such a name, it is the other filters that nothing matches.
  if (meant === undefined || isFound(await searchPage({ limit: 1 }, searchFor({ name } as Parameters))))
    return page;
  const near = await found({ ...parameters, name: meant });
  return isFound(near) ? { ...near, suggestion: { name: meant } } : page;
}

/** Parameters of a search by name, and by an exact value. */
export type Named<Exact extends string> = SearchParameters & {
  readonly [parameter in Exact | 'name']?: string | undefined;
};

const isFound = ({ items, nextCursor }: Page<unknown>): boolean =>
  items.length > 0 || nextCursor !== undefined;

/** The words of names that are most likely meant by mistyped ones; undefined if none is near. */
async function meantBy(
  words: readonly string[],
  { index }: Pick<Search<unknown, unknown>, 'index'>,
): Promise<string | undefined> {
  const meant = await Promise.all(
    words.map(async (word) => {
      if ([...word].length < MIN_LETTERS) return word;
      const prefixes = variantPrefixes(word);
      const pieces = await Promise.all(
        index.sources(prefixes.map(nameTerm)).map((source) => source.read(undefined, ROWS)),
      );
      const near = pieces.flatMap(({ rows }) => rows).flatMap(nameWordsOf);
      return nearestWord(word, mostFrequentFirst(near)) ?? word;
    }),
  );
  const isSame = meant.every((word, place) => word === words[place]);
  return isSame ? undefined : meant.join(' ');
}

function mostFrequentFirst(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
}
