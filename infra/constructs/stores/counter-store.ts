import { rankingOrders } from '../../../shared/counters/board.ts';
import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

export interface CounterStoreProps {
  /** Whether entities are ranked in it; default no. */
  readonly ranked?: boolean;
}

/** The table of a service's `Counter`s and, if it is ranked, its `Ranking`. */
export class CounterStore {
  /** Add to a counter, ranked or not. */
  readonly count: Grant;
  /** Read counters and, if there is one, the ranking. */
  readonly read: Grant;
  /** List what is ranked, in the order of the ranking. */
  readonly list: Grant;

  /** Find when a ranked entity was last part of a purchase. */
  readonly last: Grant;

  constructor(scope: TableScope, id: string, { ranked = false }: CounterStoreProps = {}) {
    const { units, lastPurchase } = rankingOrders;
    const indexes = {
      [units.index]: { partitionKey: 'board', sortKey: units.attribute, sortType: 'number' },
      [lastPurchase.index]: { partitionKey: 'board', sortKey: lastPurchase.attribute },
    } as const;
    const table = scope.table(id, { partitionKey: 'counter', indexes: ranked ? indexes : {} });
    this.count = [[table, 'UpdateItem']];
    this.read = ranked ? [[table, 'BatchGetItem', `Query ${units.index}`]] : [[table, 'BatchGetItem']];
    this.list = ranked ? [[table, 'Query']] : [];
    this.last = [[table, 'GetItem']];
  }
}
