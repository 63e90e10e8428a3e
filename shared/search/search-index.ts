import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { TransactWrite } from '../dynamodb/commit.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import { fold, wordsOf } from '../values/fold.ts';
import { isId, shardOf } from '../values/ids.ts';
import { allEntries, nameTerms, type Term } from './terms.ts';

/** Something to be found: by its name's words, by its terms, and filtered by its facets. */
export interface SearchEntry<Facets> {
  readonly id: string;
  readonly name: string;
  /** The lists it stands in beside those of its name and of all. */
  readonly terms: readonly Term[];
  readonly facets: Facets;
}

/** An entry's row in one of its lists. Lists are sorted by `position`: folded name, then id. */
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

/** Keep a sort key below DynamoDB's 1,024 bytes and a partition key below 2,048, whatever text folds into. */
const MAX_SORTED_CHARACTERS = 200;
const MAX_TERM_CHARACTERS = 600;

/** Where an entry stands in every list: by folded name, then id. */
export const positionOf = (entry: { readonly id: string; readonly name: string }): string =>
  `${cut(fold(entry.name), MAX_SORTED_CHARACTERS)}\u0000${entry.id}`;

/** Whether a text can be a {@link positionOf}: at most as much of a name as it has, then an id. */
export function isPosition(text: string): boolean {
  const end = text.lastIndexOf('\u0000');
  return end >= 0 && end <= MAX_SORTED_CHARACTERS && isId(text.slice(end + 1));
}

/** The rows of an entry, one for each list. */
export function rowsOf<Facets>(entry: SearchEntry<Facets>): SearchRow<Facets>[] {
  const { id, facets } = entry;
  const position = positionOf(entry);
  const words = wordsOf(entry.name);
  return [allEntries, ...nameTerms(entry.name), ...entry.terms].map((term) => ({
    term: partitionsOf(term)[term.spread === 'sharded' ? shardOf(id, SHARDS) : 0] as string,
    position,
    id,
    words,
    facets,
  }));
}

/** An inverted index in a table of its own (`term`, `position`), written in the entity's transaction. */
export class SearchIndex<Facets> {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #rowSchema: z.ZodType<SearchRow<Facets>>;

  constructor(client: DynamoDBDocumentClient, table: string, facets: z.ZodType<Facets>) {
    this.#client = client;
    this.#table = table;
    this.#rowSchema = rowSchemaOf(facets);
  }

  /** The writes that turn the rows of `before` into those of `after`; rows that stay the same are not written. */
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

/** The partitions of a term. Terms that are alike up to the cut share them: filters tell their rows apart. */
const partitionsOf = (term: Term): string[] => {
  const value = cut(term.value, MAX_TERM_CHARACTERS);
  return term.spread === 'single'
    ? [value]
    : Array.from({ length: SHARDS }, (_, shard) => `${value}#${shard}`);
};

/** The first UTF-16 units of a text, without half a letter at the end. */
const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed();
