import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

/** The table of an `IdempotencyTable`: the answers given to idempotency keys. */
export class IdempotencyStore {
  /** Give the remembered answer of a key again, or remember a new one. */
  readonly remember: Grant;
  /** Read the answer about a person. */
  readonly disclose: Grant;
  /** Erase the answer about a person who is removed. */
  readonly erase: Grant;

  constructor(scope: TableScope, id: string) {
    const table = scope.table(id, { partitionKey: 'key', expiresAt: 'expiresAt' });
    this.remember = [[table, 'GetItem', 'PutItem']];
    this.disclose = [[table, 'GetItem']];
    this.erase = [[table, 'DeleteItem']];
  }
}
