import type { IndexProps, ServiceTable, TableScope } from '../service-table.ts';
import type { CounterStore } from './counter-store.ts';
import type { Grant } from './grant.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import type { SearchIndexStore } from './search-index-store.ts';

export interface AggregateStoreProps {
  /** The attribute with the aggregates' ids. */
  readonly key: string;
  /** Secondary indexes, by name; default none. */
  readonly indexes?: Readonly<Record<string, IndexProps>>;
  /** Where the aggregates are found by their words; default nowhere. */
  readonly search?: SearchIndexStore;
  /** Where it is counted how many aggregates there are; default nowhere. */
  readonly counters?: CounterStore;
  /** Where answers about an aggregate are remembered, which its removal erases; default nowhere. */
  readonly personalAnswers?: IdempotencyStore;
}

/** The table of an `AggregateTable`, whose stream is an outbox. Knows what is written in the same transaction. */
export class AggregateStore {
  readonly table: ServiceTable;
  /** Read one aggregate. */
  readonly read: Grant;
  /** Read many aggregates at once. */
  readonly readMany: Grant;
  /** Read the ids in the secondary indexes. */
  readonly readIndexes: Grant;
  /** Search for aggregates, and read those found. */
  readonly search: Grant;
  /** Add an aggregate. */
  readonly create: Grant;
  /** Read an aggregate, and change it. */
  readonly change: Grant;
  /** Read many aggregates at once, and change them. What is counted with them is granted by the counters. */
  readonly changeMany: Grant;
  /** Mark an aggregate, so that its stream publishes it again. */
  readonly touch: Grant;
  /** Read an aggregate, and leave a tombstone in its place. */
  readonly remove: Grant;

  /** Read a removed aggregate, and put it back in place of its tombstone. */
  readonly restore: Grant;

  constructor(scope: TableScope, id: string, props: AggregateStoreProps) {
    const { key, indexes = {}, search, counters, personalAnswers } = props;
    const table = scope.table(id, { partitionKey: key, stream: true, indexes });
    this.table = table;
    this.read = [[table, 'GetItem']];
    this.readMany = [[table, 'BatchGetItem']];
    this.readIndexes = [[table, 'Query']];
    this.search = [...this.readMany, ...(search?.find ?? [])];
    this.create = [[table, 'PutItem'], ...(search?.add ?? []), ...(counters?.count ?? [])];
    this.restore = [[table, 'GetItem', 'PutItem'], ...(search?.add ?? []), ...(counters?.count ?? [])];
    this.change = [[table, 'GetItem', 'PutItem'], ...(search?.replace ?? [])];
    this.changeMany = [[table, 'BatchGetItem', 'PutItem']];
    this.touch = [[table, 'UpdateItem']];
    this.remove = [
      [table, 'GetItem', 'PutItem'],
      ...(search?.remove ?? []),
      ...(counters?.count ?? []),
      ...(personalAnswers?.erase ?? []),
    ];
  }
}
