import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

/** The table of a `ReplicaTable`: what the service knows of another service's entities. */
export class ReplicaStore {
  /** Read one entity. */
  readonly read: Grant;
  /** Read many entities at once. */
  readonly readMany: Grant;
  /** Take over what an event says. */
  readonly replicate: Grant;

  constructor(scope: TableScope, id: string) {
    const table = scope.table(id, { partitionKey: 'id' });
    this.read = [[table, 'GetItem']];
    this.readMany = [[table, 'BatchGetItem']];
    this.replicate = [[table, 'PutItem']];
  }
}
