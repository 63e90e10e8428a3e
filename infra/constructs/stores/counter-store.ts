import { rankingOrders } from '../../../shared/counters/board.ts';
import { SERIES_INDEX } from '../../../shared/counters/series.ts';
import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

export interface CounterStoreProps {
  /** Whether the sums of a series of counters are listed; default no. */
  readonly series?: boolean;
  /** Whether entities are ranked in it; default no. */
  readonly ranked?: boolean;
}

/** The table of a service's `Counter`s and, if it is ranked, its `Ranking`. */
export class CounterStore {
  /** Add to a counter, ranked or not. */
  readonly count: Grant;
  /** Read counters and, if there is one, the ranking. */
  readonly read: Grant;
  /** List what is ranked, in the order of the ranking, or a series. */
  readonly list: Grant;

  /** Read the row of one ranked entity. */
  readonly one: Grant;

  constructor(scope: TableScope, id: string, { ranked = false, series = false }: CounterStoreProps = {}) {
    const { units, lastPurchase } = rankingOrders;
    const rankings = {
      [units.index]: { partitionKey: 'board', sortKey: units.attribute, sortType: 'number' },
      [lastPurchase.index]: { partitionKey: 'board', sortKey: lastPurchase.attribute },
    } as const;
    const indexes = {
      ...(ranked && rankings),
      ...(series && { [SERIES_INDEX.name]: { partitionKey: SERIES_INDEX.attribute, sortKey: 'counter' } }),
    };
    const table = scope.table(id, { partitionKey: 'counter', indexes });
    this.count = [[table, 'UpdateItem']];
    this.read = ranked ? [[table, 'BatchGetItem', `Query ${units.index}`]] : [[table, 'BatchGetItem']];
    this.list = Object.keys(indexes).length > 0 ? [[table, 'Query']] : [];
    this.one = [[table, 'GetItem']];
  }
}
