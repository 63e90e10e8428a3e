import { queryOptions } from '@tanstack/react-query';
import { MAX_SKU } from '../../../shared/values/text.ts';
import { api } from './api.ts';
import type { Page, Product } from './types.ts';

const SUGGESTIONS = 8;

/** Products with exactly this SKU, one more than the one that is being edited. */
export const productsWithSku = (sku: string) =>
  queryOptions({
    queryKey: ['products', 'search', 'sku', sku],
    queryFn: ({ signal }): Promise<Page<Product>> =>
      api('GET /products', { query: { sku, limit: 2 }, signal }),
    enabled: sku !== '' && sku.length <= MAX_SKU,
  });

/** Suggestions: products with this SKU, then the first ones with a matching name. */
export const productSuggestions = (text: string) =>
  queryOptions({
    queryKey: ['products', 'suggestions', text],
    queryFn: async ({ signal }): Promise<Page<Product>> => {
      const find = (query: { readonly sku?: string; readonly name?: string }) =>
        api('GET /products', { query: { ...query, limit: SUGGESTIONS }, signal });
      const isSku = text !== '' && text.length <= MAX_SKU;
      const [bySku, byName] = await Promise.all([
        isSku ? find({ sku: text }) : { items: [] },
        find(text === '' ? {} : { name: text }),
      ]);
      const ids = new Set(bySku.items.map(({ productId }) => productId));
      return {
        ...byName,
        items: [...bySku.items, ...byName.items.filter(({ productId }) => !ids.has(productId))],
      };
    },
  });
