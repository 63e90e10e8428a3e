import { environment } from '../../../shared/config/environment.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import type { SearchIndexerOptions } from '../../../shared/search/indexer.ts';
import { type Product, storedProductSchema } from '../domain/product.ts';
import { searchableProducts } from '../domain/product-search.ts';

const { PRODUCT_SEARCH_TABLE } = environment('PRODUCT_SEARCH_TABLE');

/** How the search index of products follows their table. */
export const productIndexing: SearchIndexerOptions<Product> = {
  client: documentClient,
  table: PRODUCT_SEARCH_TABLE,
  searchable: searchableProducts,
  schema: storedProductSchema,
};
