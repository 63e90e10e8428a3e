import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

/** The table of a `StockHistory`: how the stock of products changed. */
export class StockHistoryStore {
  /** Read the history of a product. */
  readonly read: Grant;
  /** Keep entries. */
  readonly record: Grant;

  constructor(scope: TableScope, id: string) {
    const table = scope.table(id, { partitionKey: 'productId', sortKey: 'position' });
    this.read = [[table, 'Query']];
    this.record = [[table, 'BatchWriteItem']];
  }
}
