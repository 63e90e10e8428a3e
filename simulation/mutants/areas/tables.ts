import type { Mutant } from '../mutant.ts';

const AGGREGATES = 'shared/dynamodb/aggregate-table.ts';

/** Faults in owners' tables, and in search rows and lists. */
export const tables: readonly Mutant[] = [
  {
    name: 'a new version is stored without its search rows',
    file: AGGREGATES,
    find: '...(alongside?.(before, living, String(after[key])) ?? [])]',
    replace: '...(before === undefined ? (alongside?.(before, living, String(after[key])) ?? []) : [])]',
  },
  {
    name: 'old search rows stay',
    file: 'shared/search/search-index.ts',
    find: 'writes.push({ Delete: { TableName: this.#table, Key: { term, position } } });',
    replace:
      'if (after === undefined) writes.push({ Delete: { TableName: this.#table, Key: { term, position } } });',
  },
  {
    name: 'search rows that others still need are not written',
    file: 'shared/search/search-index.ts',
    find: 'if (!isDeepStrictEqual(old.get(key), row)) writes.push',
    replace: 'if (!old.has(key)) writes.push',
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
