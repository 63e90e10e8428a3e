import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { TransactWrite } from '../dynamodb/commit.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import { changesAtOnce } from './search-changes.ts';
import { idAt, partitionsOf, type Searchable, type SearchRow, searchRowSchema } from './search-row.ts';
import type { Term } from './terms.ts';

/**
 * An inverted index in its own table (key: `term`, `position`). The rows of some terms are written in the entity's transaction, those
 * of the others by a `searchIndexer`.
 */
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

  /** The writes of a change's own transaction; rows that stay as they are are not written. */
  writes(before: Item | undefined, after: Item | undefined): TransactWrite[] {
    const { put, remove } = changesAtOnce(this.#searchable, before, after);
    return [
      ...put.map((Item) => ({ Put: { TableName: this.#table, Item } })),
      ...remove.map((Key) => ({ Delete: { TableName: this.#table, Key } })),
    ];
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
