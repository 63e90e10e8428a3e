import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import { byIds } from './by-ids.ts';
import { despiteSales } from './despite-sales.ts';
import { type FiltersOf, queryOf } from './filters.ts';
import { listOf } from './list.ts';
import type { NewProduct, Page, Product, ProductPatch, ProductRow, StockAdjustment } from './types.ts';

/** Filters of `GET /products`, as they stand in its query and in the page's URL; prices in minor units of the currency. */
export type ProductFilters = FiltersOf<'GET /products'>;

const MOST_LOW = 100;
const read = byIds(
  (ids) => api('GET /products', { query: { ids } }),
  ({ productId }) => productId,
);

export const productSearch = (filters: ProductFilters) =>
  listOf(['products', 'search', filters], ({ cursor, signal }) => {
    const query = { ...queryOf('GET /products', filters), include: 'customers', cursor } as const;
    // What is included is in every row.
    return api('GET /products', { query, signal }) as Promise<Page<ProductRow>>;
  });

/** A product, `null` when there is none. */
export const productById = (productId: string) =>
  queryOptions({ queryKey: ['products', 'one', productId], queryFn: () => read(productId) });

/** Products of which little or nothing is left; by name, as many as a request tells. */
export const lowStock = () =>
  queryOptions({
    queryKey: ['products', 'search', 'low stock'],
    queryFn: ({ signal }) => api('GET /products', { query: { lowStock: true, limit: MOST_LOW }, signal }),
  });

export const buyersOf = (productId: string) =>
  listOf(['products', 'customers', productId], ({ cursor, signal }) =>
    api('GET /products/{productId}/customers', { path: { productId }, query: { cursor }, signal }),
  );

export const addProduct = (body: NewProduct, idempotencyKey: string) =>
  api('POST /products', { body, idempotencyKey });

export const modifyProduct = (product: Product, body: ProductPatch) => {
  const path = { productId: product.productId };
  return despiteSales(product, (version) =>
    api('PATCH /products/{productId}', { path, body, ifVersion: version }),
  );
};

export const removeProduct = (product: Product) => {
  const path = { productId: product.productId };
  return despiteSales(product, (version) =>
    api('DELETE /products/{productId}', { path, ifVersion: version }),
  );
};

/** @param delta pieces to add, or (negative) to take away. */
export const adjustStock = ({ productId }: Product, body: StockAdjustment, idempotencyKey: string) =>
  api('POST /products/{productId}/stock-adjustments', { path: { productId }, body, idempotencyKey });
