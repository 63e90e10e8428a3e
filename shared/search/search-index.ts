import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { TransactWrite } from '../dynamodb/commit.ts';
import { itemSize } from '../dynamodb/item-size.ts';
import { BYTES_PER_UNIT } from '../dynamodb/limits.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import { isFormer } from './former-rows.ts';
import { changesAtOnce } from './search-changes.ts';
import { type IndexRow, idAt, partitionsOf, type Searchable, searchRowSchema } from './search-row.ts';
import type { Term } from './terms.ts';

/**
 * An inverted index in its own table (key: `term`, `position`). The rows of some terms are written in the entity's transaction, those
 * of the others by a `searchIndexer`.
 */
export class SearchIndex<Item, Facets> {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #searchable: Searchable<Item, Facets>;
  readonly #rowSchema: z.ZodType<IndexRow<Item, Facets>>;

  constructor(client: DynamoDBDocumentClient, table: string, searchable: Searchable<Item, Facets>) {
    this.#client = client;
    this.#table = table;
    this.#searchable = searchable;
    this.#rowSchema = searchRowSchema(searchable);
  }

  /** The writes of a change's own transaction; rows that stay as they are are not written. */
  writes(before: Item | undefined, after: Item | undefined): TransactWrite[] {
    const { put, former, remove } = changesAtOnce(this.#searchable, before, after);
    return [
      ...[...put, ...former].map((Item) => ({ Put: { TableName: this.#table, Item } })),
      ...remove.map((Key) => ({ Delete: { TableName: this.#table, Key } })),
    ];
  }

  /**
   * The sorted lists of these terms, to be merged.
   * @param movedSince includes where entities were that moved since then, ISO 8601 UTC; default none of them.
   */
  sources(terms: readonly Term[], movedSince?: string): Source<IndexRow<Item, Facets>>[] {
    return terms.flatMap(partitionsOf).map((value) =>
      recentMoves(
        partitionSource(this.#client, this.#rowSchema, {
          table: this.#table,
          key: { name: 'term', value },
          sort: 'position',
          order: 'ascending',
          id: ({ position }) => idAt(String(position)),
        }),
        movedSince,
      ),
    );
  }
}

/** A source without the rows of entities that moved earlier, which cost what they cost. */
export const recentMoves = <Item, Facets>(
  source: Source<IndexRow<Item, Facets>>,
  since: string | undefined,
): Source<IndexRow<Item, Facets>> => ({
  async read(after, limit) {
    const piece = await source.read(after, limit);
    const isOld = (row: IndexRow<Item, Facets>) =>
      isFormer(row) && (since === undefined || row.movedAt < since);
    const bytes = piece.rows.filter(isOld).reduce((sum, row) => sum + itemSize(row), 0);
    return { ...piece, rows: piece.rows.filter((row) => !isOld(row)), units: bytes / BYTES_PER_UNIT };
  },
});
