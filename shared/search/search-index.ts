import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { TransactWrite } from '../dynamodb/commit.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import { fold } from '../values/fold.ts';
import { isId, shardOf } from '../values/ids.ts';
import { nameWords } from '../values/name-words.ts';
import { allEntries, nameTerms, type Term } from './terms.ts';

/** A searchable entity: found by the words of its name and by its terms, filtered by its facets. */
export interface SearchEntry<Facets> {
  readonly id: string;
  readonly name: string;
  /** The lists that contain it, besides those of its name and that of all entries. */
  readonly terms: readonly Term[];
  readonly facets: Facets;
}

/** The row of an entry in one list. Lists are sorted by `position`: folded name, then id. */
export interface SearchRow<Facets> {
  readonly term: string;
  readonly position: string;
  readonly id: string;
  readonly words: readonly string[];
  readonly facets: Facets;
}

const rowSchemaOf = <Facets>(facets: z.ZodType<Facets>) =>
  z.object({ term: z.string(), position: z.string(), id: z.string(), words: z.array(z.string()), facets });

const SHARDS = 4;

/** Keep sort keys below DynamoDB's 1,024 bytes and partition keys below 2,048, even for text that grows when folded. */
const MAX_SORTED_CHARACTERS = 200;
const MAX_TERM_CHARACTERS = 600;

/** The sort key of an entry in every list: folded name, then id. */
export const positionOf = (entry: { readonly id: string; readonly name: string }): string =>
  `${cut(fold(entry.name), MAX_SORTED_CHARACTERS)}\u0000${entry.id}`;

/** Whether a text has the form of a {@link positionOf}: the part of a name that fits, then an id. */
export function isPosition(text: string): boolean {
  const end = text.lastIndexOf('\u0000');
  return end >= 0 && end <= MAX_SORTED_CHARACTERS && isId(text.slice(end + 1));
}

/** The rows of an entry, one per list. */
export function rowsOf<Facets>(entry: SearchEntry<Facets>): SearchRow<Facets>[] {
  const { id, facets } = entry;
  const position = positionOf(entry);
  const words = nameWords(entry.name);
  return [allEntries, ...nameTerms(entry.name), ...entry.terms].map((term) => ({
    term: partitionsOf(term)[term.spread === 'sharded' ? shardOf(id, SHARDS) : 0] as string,
    position,
    id,
    words,
    facets,
  }));
}

/** An inverted index in its own table (key: `term`, `position`), written in the entity's transaction. */
export class SearchIndex<Facets> {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #rowSchema: z.ZodType<SearchRow<Facets>>;

  constructor(client: DynamoDBDocumentClient, table: string, facets: z.ZodType<Facets>) {
    this.#client = client;
    this.#table = table;
    this.#rowSchema = rowSchemaOf(facets);
  }

  /** The writes that replace the rows of `before` by those of `after`; unchanged rows are not written. */
  writes(before: SearchEntry<Facets> | undefined, after: SearchEntry<Facets> | undefined): TransactWrite[] {
    const old = new Map((before ? rowsOf(before) : []).map((row) => [`${row.term} ${row.position}`, row]));
    const writes: TransactWrite[] = [];
    for (const row of after ? rowsOf(after) : []) {
      const key = `${row.term} ${row.position}`;
      if (!isDeepStrictEqual(old.get(key), row)) writes.push({ Put: { TableName: this.#table, Item: row } });
      old.delete(key);
    }
    for (const { term, position } of old.values()) {
      writes.push({ Delete: { TableName: this.#table, Key: { term, position } } });
    }
    return writes;
  }

  /** The sorted lists of these terms, to be merged. */
  sources(terms: readonly Term[]): Source<SearchRow<Facets>>[] {
    return terms.flatMap(partitionsOf).map((value) =>
      partitionSource(this.#client, this.#rowSchema, {
        table: this.#table,
        key: { name: 'term', value },
        sort: 'position',
        order: 'ascending',
        id: 'id',
      }),
    );
  }
}

/** The partitions of a term. Terms with the same truncated value share them; filters separate their rows. */
const partitionsOf = (term: Term): string[] => {
  const value = cut(term.value, MAX_TERM_CHARACTERS);
  return term.spread === 'single'
    ? [value]
    : Array.from({ length: SHARDS }, (_, shard) => `${value}#${shard}`);
};

/** Truncates text to a number of UTF-16 units, without splitting a surrogate pair. */
const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed();
