import { RANKING_INDEX } from '../../../shared/counters/ranking.ts';
import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

export interface CounterStoreProps {
  /** Whether entities are ranked in it by their units; default no. */
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

  constructor(scope: TableScope, id: string, { ranked = false }: CounterStoreProps = {}) {
    const ranking = { partitionKey: 'board', sortKey: 'units', sortType: 'number' } as const;
    const table = scope.table(id, {
      partitionKey: 'counter',
      indexes: ranked ? { [RANKING_INDEX]: ranking } : {},
    });
    this.count = [[table, 'UpdateItem']];
    this.list = ranked ? [[table, `Query ${RANKING_INDEX}`]] : [];
    this.read = [[table, 'BatchGetItem'], ...this.list];
  }
}
