import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { TransactWrite } from '../dynamodb/commit.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import {
  idAt,
  partitionsOf,
  rowsOf,
  type Searchable,
  type SearchRow,
  searchRowSchema,
} from './search-row.ts';
import type { Term } from './terms.ts';

/** An inverted index in its own table (key: `term`, `position`), written in the entity's transaction. */
export class SearchIndex<Item, Facets> {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #searchable: Searchable<Item, Facets>;
  readonly #rowSchema: z.ZodType<SearchRow<Item, Facets>>;

  constructor(client: DynamoDBDocumentClient, table: string, searchable: Searchable<Item, Facets>) {
    this.#client = client;
    this.#table = table;
    this.#searchable = searchable;
    this.#rowSchema = searchRowSchema(searchable);
  }

  /** The writes that replace the rows of `before` by those of `after`; unchanged rows are not written. */
  writes(before: Item | undefined, after: Item | undefined): TransactWrite[] {
    const rows = (item: Item | undefined) => (item === undefined ? [] : rowsOf(this.#searchable, item));
    const old = new Map(rows(before).map((row) => [`${row.term} ${row.position}`, row]));
    const writes: TransactWrite[] = [];
    for (const row of rows(after)) {
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
  sources(terms: readonly Term[]): Source<SearchRow<Item, Facets>>[] {
    return terms.flatMap(partitionsOf).map((value) =>
      partitionSource(this.#client, this.#rowSchema, {
        table: this.#table,
        key: { name: 'term', value },
        sort: 'position',
        order: 'ascending',
        id: ({ position }) => idAt(String(position)),
      }),
    );
  }
}
