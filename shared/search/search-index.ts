import type { TransactWrite } from '../dynamodb/commit.ts';
import { changesAtOnce } from './search-changes.ts';
import type { Searchable } from './search-row.ts';

/**
 * An inverted index in its own table (key: `term`, `position`), as a change writes it. The rows of some terms are written in the entity's
 * transaction, those of the others by a `searchIndexer`. Searches read it as `SearchLists`.
 */
export class SearchIndex<Item, Facets> {
  readonly #table: string;
  readonly #searchable: Searchable<Item, Facets>;

  constructor(table: string, searchable: Searchable<Item, Facets>) {
    this.#table = table;
    this.#searchable = searchable;
  }

  /** The writes of a change's own transaction; rows that stay as they are are not written. */
  writes(before: Item | undefined, after: Item | undefined): TransactWrite[] {
    const { put, former, remove } = changesAtOnce(this.#searchable, before, after);
    return [
      ...[...put, ...former].map((Item) => ({ Put: { TableName: this.#table, Item } })),
      ...remove.map((Key) => ({ Delete: { TableName: this.#table, Key } })),
    ];
  }
}
