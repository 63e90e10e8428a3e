import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

/** The table of a `SearchIndex`: some rows are written in the transaction of what they find, the others from its stream. */
export class SearchIndexStore {
  /** Read the rows of a search. */
  readonly find: Grant;
  /** Write the first rows of a new entry. */
  readonly add: Grant;
  /** Replace those by others. */
  readonly replace: Grant;
  /** Delete those. */
  readonly remove: Grant;
  /** Write the rows that come from the stream, and find those of where something was before. */
  readonly follow: Grant;
  /** As {@link follow}, and show what often changes in the list of all. */
  readonly followRestless: Grant;

  constructor(scope: TableScope, id: string) {
    const table = scope.table(id, { partitionKey: 'term', sortKey: 'position', expiresAt: 'expiresAt' });
    this.find = [[table, 'Query']];
    this.add = [[table, 'PutItem']];
    this.replace = [[table, 'PutItem', 'DeleteItem']];
    this.remove = [[table, 'DeleteItem']];
    this.follow = [[table, 'BatchWriteItem', 'Query']];
    this.followRestless = [[table, 'BatchWriteItem', 'Query', 'PutItem']];
  }
}
