import type { ProductFilters, ProductQuery } from '../../../contracts/catalog/queries.ts';
import { environment } from '../../../shared/config/environment.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { SearchLists } from '../../../shared/search/search-lists.ts';
import type { Search } from '../../../shared/search/search-page.ts';
import { isArchived, type Product } from '../domain/product.ts';
import {
  leadsOf,
  matchesProduct,
  matchesQuery,
  type ProductFacets,
  searchableProducts,
} from '../domain/product-search.ts';
import { products, productsBoughtBy } from './tables.ts';

const { PRODUCT_SEARCH_TABLE } = environment('PRODUCT_SEARCH_TABLE');

const index = new SearchLists(documentClient, PRODUCT_SEARCH_TABLE, searchableProducts);

/** The search for the products that match all filters of a query. @param now ISO 8601 UTC, when it is asked for. */
export const searchAt =
  (now: string) =>
  (query: ProductFilters & Pick<ProductQuery, 'sort'>): Search<Product, ProductFacets> => ({
    list: 'products',
    now,
    searchable: searchableProducts,
    index,
    leads: leadsOf(query),
    order: query.sort === 'newest' ? 'newest' : 'name',
    matches: matchesQuery(query),
    matchesItem: matchesProduct(query, now),
    isExact: query.sku !== undefined,
    segment: query.boughtBy === undefined ? undefined : productsBoughtBy.ofAny([query.boughtBy]),
    load: (ids, consistency) =>
      query.archived === true ? archivedOf(ids) : products.getAll(ids, consistency),
  });

/** Those of these products that are no longer sold. */
const archivedOf = async (ids: readonly string[]): Promise<Product[]> =>
  (await products.getAllEver(ids)).filter(isArchived);
