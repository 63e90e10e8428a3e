import type { Mutant } from '../mutant.ts';

const AGGREGATES = 'shared/dynamodb/aggregate-table.ts';

/** Faults in owners' tables, and in search rows and lists. */
export const tables: readonly Mutant[] = [
  {
    name: 'a new version is stored without its search rows',
    file: AGGREGATES,
    find: '...(alongside?.(lived, lives, String(after[key])) ?? [])]',
    replace: '...(before === undefined ? (alongside?.(lived, lives, String(after[key])) ?? []) : [])]',
  },
  {
    name: 'old search rows of the list of all stay',
    file: 'shared/search/search-index.ts',
    find: '...remove.map((Key) => ({ Delete: { TableName: this.#table, Key } })),',
    replace:
      '...(after === undefined ? remove : []).map((Key) => ({ Delete: { TableName: this.#table, Key } })),',
  },
  {
    name: 'keys of a batch that were not read are taken for missing',
    file: 'shared/dynamodb/batch-get.ts',
    find: 'if (left.length > 0) throw new KeysUnread(',
    replace: 'if (left.length > 100) throw new KeysUnread(',
  },
  {
    name: 'a list ends one item early',
    file: 'shared/paging/sorted-partition.ts',
    find: 'more: answer.LastEvaluatedKey !== undefined,',
    replace: 'more: answer.LastEvaluatedKey !== undefined && items.length > 3,',
  },
];
