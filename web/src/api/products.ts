import { queryOptions } from '@tanstack/react-query';
import { MAX_LIMIT } from '../../../contracts/definition/limits.ts';
import { api } from './api.ts';
import { byIds } from './by-ids.ts';
import { type FiltersOf, queryOf } from './filters.ts';
import { listOf } from './list.ts';
import { retryDespiteSales } from './retry-despite-sales.ts';
import type {
  Buyer,
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

/** Of a page of the stock history. */
const MAX_STOCK_CHANGES = 10;

/** Products by their ids, also those that are no longer sold. */
async function readAll(ids: readonly string[]): Promise<Page<Product>> {
  const sold = await api('GET /products', { query: { ids } });
  const found = new Set(sold.items.map(({ productId }) => productId));
  const others = ids.filter((id) => !found.has(id));
  if (others.length === 0) return sold;
  const archived = await api('GET /products', { query: { ids: others, archived: true } });
  return { items: [...sold.items, ...archived.items] };
}

const read = byIds(readAll, ({ productId }) => productId);

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

/** A product, also one that is no longer sold; `null` if there is none. */
export const productById = (productId: string) =>
  queryOptions({ queryKey: ['products', 'one', productId], queryFn: () => read(productId) });

/** The largest page of the products with these filters, sorted by name. */
const firstProducts = (query: { readonly lowStock: true } | { readonly runsOut: 'soon' }) =>
  queryOptions({
    queryKey: ['products', 'search', 'first', query],
    queryFn: ({ signal }) => api('GET /products', { query: { ...query, limit: MAX_LIMIT }, signal }),
  });

/** Products that are low on stock. */
export const lowStock = () => firstProducts({ lowStock: true });

/** Products that run out within a week if they sell on as lately. */
export const runsOutSoon = () => firstProducts({ runsOut: 'soon' });

/** The customers who bought a product, the last first; if it is no longer sold, the newest customers first. */
export const buyersOf = (productId: string, archived: boolean) =>
  listOf(
    ['products', 'customers', productId, archived],
    ({ cursor, signal }): Promise<Page<Buyer>> =>
      archived
        ? api('GET /buyers', { query: { ids: [productId], archived, cursor }, signal })
        : api('GET /products/{productId}/customers', { path: { productId }, query: { cursor }, signal }),
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

/** How the stock of a product changed, the latest first. */
export const stockChangesOf = (productId: string) =>
  listOf(['products', 'stock-changes', productId], ({ cursor, signal }) =>
    api('GET /products/{productId}/stock-changes', {
      path: { productId },
      query: { limit: MAX_STOCK_CHANGES, cursor },
      signal,
    }),
  );

/** What was sold of a product, in all and lately. */
export const totalsOfProduct = (productId: string) =>
  queryOptions({
    queryKey: ['products', 'totals', productId],
    queryFn: ({ signal }) => api('GET /products/{productId}/totals', { path: { productId }, signal }),
  });

export const addProduct = (body: NewProduct, idempotencyKey: string) =>
  api('POST /products', { body, idempotencyKey });

export const modifyProduct = (product: Product, body: ProductPatch) => {
  const path = { productId: product.productId };
  return retryDespiteSales(product, (version) =>
    api('PATCH /products/{productId}', { path, body, ifVersion: version }),
  );
};

export const archiveProduct = (product: Product) => {
  const path = { productId: product.productId };
  return retryDespiteSales(product, (version) =>
    api('DELETE /products/{productId}', { path, ifVersion: version }),
  );
};

/** Adds `body.delta` units to the stock, or removes them if it is negative. */
export const adjustStock = ({ productId }: Product, body: StockAdjustment, idempotencyKey: string) =>
  api('POST /products/{productId}/stock-adjustments', { path: { productId }, body, idempotencyKey });

/** Sells a product again that was archived. */
export const restoreProduct = ({ productId }: Product) =>
  api('POST /products/{productId}/restoration', { path: { productId }, idempotencyKey: crypto.randomUUID() });
