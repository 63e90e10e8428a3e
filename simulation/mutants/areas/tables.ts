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
    name: 'a restored product is not counted',
    file: AGGREGATES,
    find: '(alongside?.(lived, lives, String(after[key])) ?? [])',
    replace: '(alongside?.(lived ?? (before as Item | undefined), lives, String(after[key])) ?? [])',
  },
  {
    name: 'nobody is told that a product is sold again',
    file: 'functions/catalog/domain/catalog-events.ts',
    find: 'if (version === 1 || wasRemoved) return',
    replace: 'if (wasRemoved) return [];\n  if (version === 1) return',
  },
  {
    name: 'a product is restored with the stock of before',
    file: 'functions/catalog/domain/product.ts',
    find: 'return nextVersion(kept, now);',
    replace: 'return nextVersion({ ...kept, stock: 0 }, now);',
  },
  {
    name: 'two products may have one SKU',
    file: 'functions/catalog/adapters/skus.ts',
    find: "'attribute_not_exists(productIds) OR contains(productIds, :productId)'",
    replace: "'attribute_not_exists(productIds) OR NOT contains(sku, :productId)'",
  },
  {
    name: 'an archived product keeps its SKU',
    file: 'functions/catalog/adapters/skus.ts',
    find: '...(before !== undefined && had ?',
    replace: '...(before !== undefined && after !== undefined && had ?',
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
