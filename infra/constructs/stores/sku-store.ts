import type { TableScope } from '../service-table.ts';
import type { Grant } from './grant.ts';

/** The table of `Skus`: which product has which SKU. */
export class SkuStore {
  /** Take a SKU for a product, or give it back, in the product's transaction. */
  readonly take: Grant;

  constructor(scope: TableScope, id: string) {
    const table = scope.table(id, { partitionKey: 'sku' });
    this.take = [[table, 'UpdateItem']];
  }
}
