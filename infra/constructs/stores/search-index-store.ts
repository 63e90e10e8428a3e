import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

/** The table of a `SearchIndex`, whose rows are written in the transaction of what they find. */
export class SearchIndexStore {
  /** Read the rows of a search. */
  readonly find: Grant;
  /** Write the rows of a new entry. */
  readonly add: Grant;
  /** Replace an entry's rows by others. */
  readonly replace: Grant;
  /** Delete an entry's rows. */
  readonly remove: Grant;

  constructor(scope: TableScope, id: string) {
    const table = scope.table(id, { partitionKey: 'term', sortKey: 'position' });
    this.find = [[table, 'Query']];
    this.add = [[table, 'PutItem']];
    this.replace = [[table, 'PutItem', 'DeleteItem']];
    this.remove = [[table, 'DeleteItem']];
  }
}
