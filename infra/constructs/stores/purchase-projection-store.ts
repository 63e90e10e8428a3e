import { type PairKeys, RECENCY_INDEX } from '../../../shared/projections/pair-table.ts';
import { OWNERS_INDEX } from '../../../shared/projections/segments.ts';
import type { TableScope } from '../service-table.ts';
import type { CounterStore } from './counter-store.ts';
import type { Grant } from './grant.ts';
import type { ReplicaStore } from './replica-store.ts';

export interface PurchaseProjectionStoreProps extends PairKeys {
  /** The names of what is listed. */
  readonly names: ReplicaStore;
  /** Where owners are ranked by what they have in all. */
  readonly ranking: CounterStore;
}

/**
 * The tables of a `PurchaseProjection`: the pairs, under the store's id, and `CountedPurchases`, which tells the
 * purchases that are counted in them.
 */
export class PurchaseProjectionStore {
  /** Read single pairs. */
  readonly read: Grant;
  /** List an owner's pairs, with names. */
  readonly list: Grant;
  /** Find owners by what is listed. */
  readonly segment: Grant;
  /** Find those who are listed, of several owners, with names. */
  readonly listed: Grant;
  /** Count a purchase, or take it out again; ranks its owner too. */
  readonly project: Grant;

  constructor(scope: TableScope, id: string, props: PurchaseProjectionStoreProps) {
    const { owner, listed, names, ranking } = props;
    const pairs = scope.table(id, {
      partitionKey: owner,
      sortKey: listed,
      indexes: {
        [RECENCY_INDEX]: { partitionKey: owner, sortKey: 'recency' },
        [OWNERS_INDEX]: { partitionKey: listed, sortKey: owner, attributes: [] },
      },
    });
    const marks = scope.table('CountedPurchases', { partitionKey: 'pair', sortKey: 'purchaseId' });
    this.read = [[pairs, 'GetItem']];
    this.list = [[pairs, `Query ${RECENCY_INDEX}`], ...names.readMany];
    this.segment = [[pairs, `Query ${OWNERS_INDEX}`, 'BatchGetItem']];
    this.listed = [[pairs, 'QueryTable'], ...names.readMany];
    this.project = [
      [pairs, 'GetItem', `Query ${RECENCY_INDEX}`, 'PutItem', 'UpdateItem', 'DeleteItem'],
      [marks, 'GetItem', 'PutItem', 'Query'],
      ...ranking.count,
      ...ranking.one,
    ];
  }
}
