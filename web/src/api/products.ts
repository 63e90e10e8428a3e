import { queryOptions } from '@tanstack/react-query';
import { byIds } from './by-ids.ts';
import { despiteSales } from './despite-sales.ts';
import { listOf } from './list.ts';
import { request } from './request.ts';
import type { Buyer, NewProduct, Page, Product, ProductPatch, ProductRow } from './types.ts';

/** Filters of `GET /products`, as they stand in its query and in the page's URL; prices in minor units of the currency. */
export type ProductFilters = Partial<
  Record<
    'name' | 'category' | 'sku' | 'minPrice' | 'maxPrice' | 'currency' | 'inStock' | 'lowStock',
    string | undefined
  >
>;

const MOST_LOW = 100;
const read = byIds<Product>('/products', ({ productId }) => productId);

export const productSearch = (filters: ProductFilters) =>
  listOf<ProductRow>(['products', 'search'], '/products', { ...filters, include: 'customers' });

/** A product, `null` when there is none. */
export const productById = (productId: string) =>
  queryOptions({ queryKey: ['products', 'one', productId], queryFn: () => read(productId) });

/** Products of which little or nothing is left; by name, as many as a request tells. */
export const lowStock = () =>
  queryOptions({
    queryKey: ['products', 'search', 'low stock'],
    queryFn: ({ signal }) =>
      request<Page<Product>>('/products', { query: { lowStock: 'true', limit: MOST_LOW }, signal }),
  });

export const buyersOf = (productId: string) =>
  listOf<Buyer>(['products', 'customers', productId], `/products/${productId}/customers`);

export const addProduct = (body: NewProduct, idempotencyKey: string) =>
  request<Product>('/products', { method: 'POST', body, idempotencyKey });

export const modifyProduct = (product: Product, body: ProductPatch) =>
  despiteSales(product, (version) =>
    request<Product>(`/products/${product.productId}`, { method: 'PATCH', body, ifVersion: version }),
  );

export const removeProduct = (product: Product) =>
  despiteSales(product, (version) =>
    request<void>(`/products/${product.productId}`, { method: 'DELETE', ifVersion: version }),
  );

/** @param delta pieces to add, or (negative) to take away. */
export const adjustStock = (
  { productId }: Product,
  body: { readonly delta: number; readonly reason?: string },
  idempotencyKey: string,
) => request<Product>(`/products/${productId}/stock-adjustments`, { method: 'POST', body, idempotencyKey });
