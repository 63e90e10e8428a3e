import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

/** The table of a `PurchaseHistory`: events that purchases do not tell themselves. */
export class HistoryStore {
  /** Read the steps of a purchase. */
  readonly read: Grant;
  /** Add a step. What is counted with it is granted by the counters. */
  readonly record: Grant;

  constructor(scope: TableScope, id: string) {
    const table = scope.table(id, { partitionKey: 'purchaseId', sortKey: 'step' });
    this.read = [[table, 'Query']];
    this.record = [[table, 'PutItem']];
  }
}
