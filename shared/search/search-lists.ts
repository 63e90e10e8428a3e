import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { itemSize } from '../dynamodb/item-size.ts';
import { BYTES_PER_UNIT } from '../dynamodb/limits.ts';
import { partitionSource, type Source } from '../paging/sorted-partition.ts';
import { isFormer } from './former-rows.ts';
import { type IndexRow, idAt, partitionsOf, type Searchable, searchRowSchema } from './search-row.ts';
import type { Term } from './terms.ts';

/** The sorted lists of an inverted index, as searches read them. `SearchIndex` writes them. */
export class SearchLists<Item, Facets> {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #rowSchema: z.ZodType<IndexRow<Item, Facets>>;

  constructor(client: DynamoDBDocumentClient, table: string, searchable: Searchable<Item, Facets>) {
    this.#client = client;
    this.#table = table;
    this.#rowSchema = searchRowSchema(searchable);
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
