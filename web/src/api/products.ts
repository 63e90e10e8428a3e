import { queryOptions } from '@tanstack/react-query';
import { MAX_LIMIT } from '../../../contracts/definition/limits.ts';
import { api } from './api.ts';
import { byIds } from './by-ids.ts';
import { type FiltersOf, queryOf } from './filters.ts';
import { listOf } from './list.ts';
import { retryDespiteSales } from './retry-despite-sales.ts';
import type {
  JointBuyer,
  ListedProduct,
  NewProduct,
  Page,
  Product,
  ProductPatch,
  ProductRow,
  StockAdjustment,
} from './types.ts';

/** Filters of `GET /products`, as in its query and in the page's URL; prices in minor units. */
export type ProductFilters = FiltersOf<'GET /products'>;

const MAX_LOW_STOCK = 100;
const read = byIds(
  (ids) => api('GET /products', { query: { ids } }),
  ({ productId }) => productId,
);

export const productSearch = (filters: ProductFilters) =>
  listOf(['products', 'search', filters], ({ cursor, signal }) => {
    const query = { ...queryOf('GET /products', filters), include: 'customers', cursor } as const;
    // With `include`, every row has its customers.
    return api('GET /products', { query, signal }) as Promise<Page<ProductRow>>;
  });

/** Reads a page of the most products that these filters find. */
export const productPages =
  (filters: ProductFilters) =>
  (cursor: string | undefined, signal: AbortSignal): Promise<Page<ListedProduct>> =>
    api('GET /products', {
      query: { ...queryOf('GET /products', filters), limit: MAX_LIMIT, cursor },
      signal,
    });

/** A product; `null` if there is none. */
export const productById = (productId: string) =>
  queryOptions({ queryKey: ['products', 'one', productId], queryFn: () => read(productId) });

/** Products that are low on stock: the first page, sorted by name. */
export const lowStock = () =>
  queryOptions({
    queryKey: ['products', 'search', 'low stock'],
    queryFn: ({ signal }) =>
      api('GET /products', { query: { lowStock: true, limit: MAX_LOW_STOCK }, signal }),
  });

export const buyersOf = (productId: string) =>
  listOf(['products', 'customers', productId], ({ cursor, signal }) =>
    api('GET /products/{productId}/customers', { path: { productId }, query: { cursor }, signal }),
  );

/** Filters of `GET /buyers`: those of products, without an order. */
export type BuyerFilters = FiltersOf<'GET /buyers'>;

/** The customers who bought any of the products that these filters find, each once. */
export const jointBuyers = (filters: BuyerFilters) =>
  listOf(['products', 'search', 'buyers', filters], ({ cursor, signal }) =>
    api('GET /buyers', { query: { ...queryOf('GET /buyers', filters), cursor }, signal }),
  );

/** Reads a page of the most customers who bought any of the products that these filters find. */
export const jointBuyerPages =
  (filters: BuyerFilters) =>
  (cursor: string | undefined, signal: AbortSignal): Promise<Page<JointBuyer>> =>
    api('GET /buyers', { query: { ...queryOf('GET /buyers', filters), limit: MAX_LIMIT, cursor }, signal });

export const addProduct = (body: NewProduct, idempotencyKey: string) =>
  api('POST /products', { body, idempotencyKey });

export const modifyProduct = (product: Product, body: ProductPatch) => {
  const path = { productId: product.productId };
  return retryDespiteSales(product, (version) =>
    api('PATCH /products/{productId}', { path, body, ifVersion: version }),
  );
};

export const removeProduct = (product: Product) => {
  const path = { productId: product.productId };
  return retryDespiteSales(product, (version) =>
    api('DELETE /products/{productId}', { path, ifVersion: version }),
  );
};

/** Adds `body.delta` units to the stock, or removes them if it is negative. */
export const adjustStock = ({ productId }: Product, body: StockAdjustment, idempotencyKey: string) =>
  api('POST /products/{productId}/stock-adjustments', { path: { productId }, body, idempotencyKey });
