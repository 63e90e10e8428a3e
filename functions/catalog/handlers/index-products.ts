import { searchIndexer } from '../../../shared/search/indexer.ts';
import { productIndexing } from '../adapters/product-indexing.ts';

/** The products table's stream → the search index of products */
export const handler = searchIndexer(productIndexing);
