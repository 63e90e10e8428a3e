import * as z from 'zod';
import type { ProductQuery } from '../../../contracts/catalog/queries.ts';
import { LOW_STOCK } from '../../../contracts/catalog/shapes.ts';
import type { SearchEntry, SearchRow } from '../../../shared/search/search-index.ts';
import { allEntries, leadsOfWords, type Term } from '../../../shared/search/terms.ts';
import { fold, startsWords, wordsOf } from '../../../shared/values/fold.ts';
import { MAX_AMOUNT } from '../../../shared/values/money.ts';
import type { Product } from './product.ts';

/** Attributes copied into index rows, so that filters work without reading the products. */
export const productFacetsSchema = z.object({
  amount: z.int(),
  currency: z.string(),
  inStock: z.boolean(),
  lowStock: z.boolean(),
  category: z.string().exactOptional(),
  sku: z.string().exactOptional(),
});

export type ProductFacets = Readonly<z.infer<typeof productFacetsSchema>>;

/** How a product is matched by a search. */
export const productEntry = (product: Product): SearchEntry<ProductFacets> => {
  const { productId: id, name, price, stock } = product;
  const category = product.category === undefined ? undefined : fold(product.category);
  const sku = product.sku === undefined ? undefined : fold(product.sku);
  return {
    id,
    name,
    terms: [
      bandTerm(price.currency, bandOf(price.amount)),
      stockTerm(stock > 0 ? 'in' : 'out'),
      ...(stock <= LOW_STOCK ? [stockTerm('low')] : []),
      ...(category === undefined ? [] : [categoryTerm(category)]),
      ...(sku === undefined ? [] : [skuTerm(sku)]),
    ],
    facets: {
      amount: price.amount,
      currency: price.currency,
      inStock: stock > 0,
      lowStock: stock <= LOW_STOCK,
      ...(category === undefined ? {} : { category }),
      ...(sku === undefined ? {} : { sku }),
    },
  };
};

/** The most selective lists that contain every match of a query. */
export function leadTerms(query: ProductQuery): Term[] {
  if (query.sku !== undefined) return [skuTerm(fold(query.sku))];
  if (query.name !== undefined) return leadsOfWords(wordsOf(query.name));
  if (query.category !== undefined) return [categoryTerm(fold(query.category))];
  if (query.inStock === false) return [stockTerm('out')];
  if (query.lowStock === true) return [stockTerm('low')];
  const { currency, minPrice, maxPrice } = query;
  if (currency !== undefined && (minPrice !== undefined || maxPrice !== undefined)) {
    const first = bandOf(minPrice ?? 0);
    const last = bandOf(maxPrice ?? MAX_AMOUNT);
    return Array.from({ length: last - first + 1 }, (_, index) => bandTerm(currency, first + index));
  }
  return query.inStock === undefined ? [allEntries] : [stockTerm('in')];
}

/** Whether a row matches all filters of a query. */
export function matchesQuery(query: ProductQuery) {
  const words = query.name === undefined ? [] : wordsOf(query.name);
  const category = query.category === undefined ? undefined : fold(query.category);
  const sku = query.sku === undefined ? undefined : fold(query.sku);
  return ({ words: has, facets }: Pick<SearchRow<ProductFacets>, 'words' | 'facets'>): boolean =>
    startsWords(words, has) &&
    (category === undefined || facets.category === category) &&
    (sku === undefined || facets.sku === sku) &&
    (query.inStock === undefined || facets.inStock === query.inStock) &&
    (query.lowStock === undefined || facets.lowStock === query.lowStock) &&
    (query.currency === undefined || facets.currency === query.currency) &&
    facets.amount >= (query.minPrice ?? 0) &&
    facets.amount <= (query.maxPrice ?? MAX_AMOUNT);
}

/** Prices of a currency are indexed in bands, each four times as wide as the one before: 0, 1..3, 4..15, 16..63, ... */
const bandOf = (amount: number): number => (amount === 0 ? 0 : Math.floor(Math.log2(amount) / 2) + 1);

const bandTerm = (currency: string, band: number): Term => ({
  value: `price:${currency}:${band}`,
  spread: 'sharded',
});
const stockTerm = (level: 'in' | 'low' | 'out'): Term => ({ value: `stock:${level}`, spread: 'sharded' });
const categoryTerm = (category: string): Term => ({ value: `category:${category}`, spread: 'sharded' });
const skuTerm = (sku: string): Term => ({ value: `sku:${sku}`, spread: 'single' });
