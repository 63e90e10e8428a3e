import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { fold } from '../values/fold.ts';
import { isId, shardOf } from '../values/ids.ts';
import { nameWords } from '../values/name-words.ts';
import { type FormerRow, formerRowSchema } from './former-rows.ts';
import { allEntries, nameTerms, newestEntries, type Term, type Written } from './terms.ts';

/** How an entity is found: by the words of its name and by its terms, filtered by its facets. */
export interface SearchEntry<Facets> {
  readonly id: string;
  readonly name: string;
  /** When the entity was changed last, ISO 8601 UTC. */
  readonly changedAt: string;
  /** The lists that contain it, besides those of its name and that of all entries. */
  readonly terms: readonly Term[];
  readonly facets: Facets;
}

/** One kind of searchable entity. */
export interface Searchable<Item, Facets> {
  readonly entryOf: (item: Item) => SearchEntry<Facets>;
  /** What filters need of an entity, as stored in rows. */
  readonly facets: z.ZodType<Facets>;
  /** What a list shows of an entity, as stored in the rows of the list of all; other attributes are left out. */
  readonly listed: z.ZodType<Item>;
  /** Attributes that change often: the list of all shows a change of them alone a moment later. Default none. */
  readonly restless?: readonly (keyof Item & string)[];
}

/** What a search knows of an entry when it filters it. */
export interface Candidate<Facets> {
  readonly words: readonly string[];
  readonly facets: Facets;
}

/** A row, or the key of one. */
export interface Place {
  readonly term: string;
  readonly position: string;
}

/**
 * A row of an entry in one list. Lists are sorted by `position`: folded name, then id. A row of the list of all entries
 * has the entity itself as `item`, so that showing a page reads nothing else. All others have only what filters need,
 * since the size of a row decides what a filter costs; `name` only if its words cannot be told from the position.
 */
export type SearchRow<Item, Facets> = Readonly<
  { term: string; position: string } & ({ item: Item } | { facets: Facets; name?: string })
>;

/** What a reader of a list meets: entries, and where entries were before they moved. */
export type IndexRow<Item, Facets> = SearchRow<Item, Facets> | FormerRow;

/** The schema of the rows of an index. */
export const searchRowSchema = <Item, Facets>({
  listed,
  facets,
}: Searchable<Item, Facets>): z.ZodType<IndexRow<Item, Facets>> =>
  z.union([
    z.object({ term: z.string(), position: z.string(), item: listed }),
    z.object({ term: z.string(), position: z.string(), facets, name: z.string().exactOptional() }),
    formerRowSchema,
  ]);

const SHARDS = 4;

/** Keep sort keys below DynamoDB's 1,024 bytes and partition keys below 2,048, even for text that grows when folded. */
const MAX_SORTED_CHARACTERS = 200;
const MAX_TERM_CHARACTERS = 600;

const AFTER_NAME = '\u0000';

/** The sort key of an entry in every list: folded name, then id. */
export const positionOf = (entry: { readonly id: string; readonly name: string }): string =>
  `${cut(fold(entry.name), MAX_SORTED_CHARACTERS)}${AFTER_NAME}${entry.id}`;

/**
 * The sort key of an entry in the list of the newest ones. Ids grow with time; what comes before the id here is the id with each digit
 * turned around, so that this list is read forwards, as all others are.
 */
export const newestPositionOf = (id: string): string =>
  `${id.replace(/[0-9a-f]/g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16))}${AFTER_NAME}${id}`;

/** Whether a text has the form of a {@link positionOf}: the part of a name that fits, then an id. */
export function isPosition(text: string): boolean {
  const end = text.lastIndexOf(AFTER_NAME);
  return end >= 0 && end <= MAX_SORTED_CHARACTERS && isId(idAt(text));
}

/** The id in a position. */
export const idAt = (position: string): string => position.slice(position.lastIndexOf(AFTER_NAME) + 1);

/** The folded name in a position, as far as it fits. */
export const nameAt = (position: string): string => position.slice(0, position.lastIndexOf(AFTER_NAME));

/** The words of the entry of a row without an item. */
export const wordsOfRow = (row: { readonly position: string; readonly name?: string }): string[] =>
  nameWords(row.name ?? nameAt(row.position));

/** The words of the name in a row of a list of words; none for a row with an item, which those lists do not have. */
export const nameWordsOf = (row: IndexRow<unknown, unknown>): string[] =>
  'facets' in row ? wordsOfRow(row) : [];

/** A row, and the list that it is in. */
export interface ListedRow<Item, Facets> {
  readonly list: Term;
  readonly row: SearchRow<Item, Facets>;
}

/** The rows of an entity, one per list. @param written only those that are written then; default all. */
export const rowsOf = <Item, Facets>(
  searchable: Searchable<Item, Facets>,
  entity: Item,
  written?: Written,
): SearchRow<Item, Facets>[] => listedRowsOf(searchable, entity, written).map(({ row }) => row);

/** As {@link rowsOf}, with their lists. */
export function listedRowsOf<Item, Facets>(
  { entryOf, listed }: Searchable<Item, Facets>,
  entity: Item,
  written?: Written,
): ListedRow<Item, Facets>[] {
  const entry = entryOf(entity);
  const { id, name, facets } = entry;
  const position = positionOf(entry);
  const tellsWords = isDeepStrictEqual(nameWords(name), wordsOfRow({ position }));
  const lean = { position, facets, ...(tellsWords ? {} : { name }) };
  return [allEntries, ...nameTerms(name), ...entry.terms, newestEntries]
    .filter((list) => written === undefined || (list.written ?? 'from the stream') === written)
    .map((list) => {
      const row = { term: partitionOf(list, id), ...lean };
      if (list === allEntries) return { list, row: { term: row.term, position, item: listed.parse(entity) } };
      return { list, row: list === newestEntries ? { ...row, position: newestPositionOf(id) } : row };
    });
}

/** The partitions of a term. Terms with the same truncated value share them; filters separate their rows. */
export const partitionsOf = (term: Term): string[] => {
  const value = cut(term.value, MAX_TERM_CHARACTERS);
  return term.spread === 'single'
    ? [value]
    : Array.from({ length: SHARDS }, (_, shard) => `${value}#${shard}`);
};

/** The partition of a term that contains an entry. */
export const partitionOf = (term: Term, id: string): string =>
  partitionsOf(term)[term.spread === 'sharded' ? shardOf(id, SHARDS) : 0] as string;

/** Truncates text to a number of UTF-16 units, without splitting a surrogate pair. */
const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed();
