import { skuKey } from '../../catalog/domain/sku.ts';
import type { Named } from './named.ts';
import type { Row, TableId } from './rows.ts';

/** The products with a SKU, one row per SKU, and the products they belong to. */
export const skus: Named & { readonly table: TableId; readonly owner: TableId } = {
  name: 'product-skus',
  text: 'which product has which SKU',
  table: 'catalog ProductSkus',
  owner: 'catalog Products',
};

/** The key of the SKU that a product has, by its row; undefined if it has none, or is archived. */
export const skuOfProduct = (row: Row | undefined): string | undefined =>
  typeof row?.['sku'] === 'string' && !('removedAt' in row) ? skuKey(row['sku']) : undefined;

/** The ids in a SKU's row. */
export const productsOfSku = (row: Row | undefined): ReadonlySet<string> =>
  row?.['productIds'] instanceof Set ? row['productIds'] : new Set();
