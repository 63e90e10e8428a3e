import * as z from 'zod';
import type { ProductFilters, ProductQuery } from '../../../contracts/catalog/queries.ts';
import { LOW_STOCK } from '../../../contracts/catalog/shapes.ts';
import type { Candidate, Searchable } from '../../../shared/search/search-row.ts';
import {
  allEntries,
  type Lead,
  leadsOfWords,
  MAX_MERGED,
  newestEntries,
  type Term,
} from '../../../shared/search/terms.ts';
import { actorSchema } from '../../../shared/values/aggregate.ts';
import { fold, startsWords, wordsOf } from '../../../shared/values/fold.ts';
import { MAX_AMOUNT } from '../../../shared/values/money.ts';
import { type Product, storedProductSchema } from './product.ts';
import { runsOutSoon, soldLately } from './recent-sales.ts';

/**
 * How much is in stock, as far as filters ask: enough, enough but it runs out soon, little, little and it runs out soon, nothing. Whether it
 * runs out soon is told as of the last change of stock, and may have become untrue since then.
 */
const levelSchema = /* @__PURE__ */ z.enum(['in', 'soon', 'low', 'low soon', 'out']);

type Level = z.infer<typeof levelSchema>;

/** The lists of the products whose stock needs a look. A product is in one of them, or in none. */
type StockList = 'soon' | 'low' | 'out';

const listOfLevel: Readonly<Record<Level, StockList | undefined>> = {
  in: undefined,
  soon: 'soon',
  low: 'low',
  'low soon': 'low',
  out: 'out',
};

/**
 * What rows say of a product, so that filters work without reading it: price in minor units, currency, stock, and folded
 * category or `null`.
 */
const productFacetsSchema = /* @__PURE__ */ z
  .tuple([z.int(), z.string(), levelSchema, z.string().nullable()])
  .readonly();

export type ProductFacets = z.infer<typeof productFacetsSchema>;

/** How products are found. */
export const searchableProducts: Searchable<Product, ProductFacets> = {
  facets: productFacetsSchema,
  listed: storedProductSchema
    .omit({ recentSales: true, lastStockChange: true })
    .extend({ updatedBy: actorSchema.exactOptional() }),
  restless: ['stock', 'recentSales', 'lastStockChange'],
  entryOf(product) {
    const { productId: id, name, sku, category, updatedAt: changedAt } = product;
    const { amount, currency } = product.price;
    const level = levelOf(product);
    const list = listOfLevel[level];
    const band = bandOf(amount);
    const folded = category === undefined ? null : fold(category);
    return {
      id,
      name,
      changedAt,
      terms: [
        currencyTerm(currency),
        bandTerm(currency, band),
        ...(folded === null ? [] : [categoryTerm(folded), categoryBandTerm(folded, currency, band)]),
        ...(list === undefined ? [] : stockTerms(list, currency, folded)),
        ...(sku === undefined ? [] : [skuTerm(fold(sku))]),
      ],
      facets: [amount, currency, level, folded],
    };
  },
};

/** Lists that each contain every match of a query. */
export function leadsOf(query: ProductFilters & Pick<ProductQuery, 'sort'>): Lead[] {
  if (query.sort === 'newest') return [[newestEntries]];
  if (query.sku !== undefined) return [[skuTerm(fold(query.sku))]];
  const category = query.category === undefined ? undefined : fold(query.category);
  const { currency } = query;
  const bands = bandsOf(query);
  const leads = query.name === undefined ? [] : leadsOfWords(wordsOf(query.name));
  const lists = stockListsOf(query);
  if (lists !== undefined) {
    leads.push(lists.map((list) => stockTerms(list, currency, category).at(-1) as Term));
  }
  if (category !== undefined) {
    leads.push(
      currency !== undefined && bands !== undefined
        ? bands.map((band) => categoryBandTerm(category, currency, band))
        : [categoryTerm(category)],
    );
  } else if (currency !== undefined) {
    leads.push(bands?.map((band) => bandTerm(currency, band)) ?? [currencyTerm(currency)]);
  }
  return leads.length > 0 ? leads : [[allEntries]];
}

/** Whether a product matches the filters of a query, as far as rows tell. */
export function matchesQuery(query: ProductFilters) {
  const words = query.name === undefined ? [] : wordsOf(query.name);
  const category = query.category === undefined ? undefined : fold(query.category);
  return (candidate: Candidate<ProductFacets>): boolean => {
    const [amount, currency, level, ofCategory] = candidate.facets;
    return (
      (category === undefined || ofCategory === category) &&
      (query.inStock === undefined || (level !== 'out') === query.inStock) &&
      (query.lowStock === undefined || (level !== 'in' && level !== 'soon') === query.lowStock) &&
      (query.runsOut === undefined || level === 'soon' || level === 'low soon') &&
      (query.currency === undefined || currency === query.currency) &&
      amount >= (query.minPrice ?? 0) &&
      amount <= (query.maxPrice ?? MAX_AMOUNT) &&
      startsWords(words, candidate.words)
    );
  };
}

/** Whether a product has the SKU of a query, and runs out as it asks. @param now ISO 8601 UTC. */
export function matchesProduct({ sku, runsOut }: ProductFilters, now: string) {
  const wanted = sku === undefined ? undefined : fold(sku);
  return (product: Product): boolean =>
    (wanted === undefined || (product.sku !== undefined && fold(product.sku) === wanted)) &&
    (runsOut === undefined || runsOutSoon(product.stock, soldLately(product.recentSales, now)));
}

const levelOf = ({ stock, lowStockAt = LOW_STOCK, recentSales }: Product): Level => {
  if (stock <= 0) return 'out';
  const isLow = stock <= lowStockAt;
  if (recentSales === undefined || !runsOutSoon(stock, soldLately(recentSales, recentSales.day))) {
    return isLow ? 'low' : 'in';
  }
  return isLow ? 'low soon' : 'soon';
};

/** The lists of stock that contain every match of a query, if they are few products. */
function stockListsOf({ inStock, lowStock, runsOut }: ProductFilters): StockList[] | undefined {
  if (inStock === false) return ['out'];
  if (runsOut !== undefined) return lowStock === undefined ? ['soon', 'low'] : [lowStock ? 'low' : 'soon'];
  if (lowStock !== true) return undefined;
  return inStock === true ? ['low'] : ['low', 'out'];
}

/** Prices of a currency are indexed in bands, each twice as wide as the one before: 0, 1, 2..3, 4..7, 8..15, ... */
const bandOf = (amount: number): number => (amount === 0 ? 0 : Math.floor(Math.log2(amount)) + 1);

/** The bands of a price range; undefined if it has none, or spans more than are worth merging. */
function bandsOf({ minPrice, maxPrice }: ProductFilters): number[] | undefined {
  if (minPrice === undefined && maxPrice === undefined) return undefined;
  const first = bandOf(minPrice ?? 0);
  const last = bandOf(maxPrice ?? MAX_AMOUNT);
  if (last - first >= MAX_MERGED) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const currencyTerm = (currency: string): Term => ({ value: `currency:${currency}`, spread: 'sharded' });
const bandTerm = (currency: string, band: number): Term => ({
  value: `price:${currency}:${band}`,
  spread: 'single',
  merged: true,
});
/** A list of products whose stock needs a look: all, those of a currency, and those of a category. */
const stockTerms = (
  list: StockList,
  currency: string | undefined,
  category: string | null | undefined,
): Term[] => [
  { value: `stock:${list}`, spread: 'sharded', merged: true },
  ...(currency === undefined ? [] : [stockTerm(`${list}:in:${currency}`)]),
  ...(category === undefined || category === null ? [] : [stockTerm(`${list}:of:${category}`)]),
];
const stockTerm = (value: string): Term => ({ value: `stock:${value}`, spread: 'single', merged: true });
const categoryTerm = (category: string): Term => ({ value: `category:${category}`, spread: 'sharded' });
const categoryBandTerm = (category: string, currency: string, band: number): Term => ({
  value: `category:${category}:${currency}:${band}`,
  spread: 'single',
  merged: true,
});
const skuTerm = (sku: string): Term => ({ value: `sku:${sku}`, spread: 'single', written: 'at once' });
