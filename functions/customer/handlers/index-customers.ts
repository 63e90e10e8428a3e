import { searchIndexer } from '../../../shared/search/indexer.ts';
import { customerIndexing } from '../adapters/customer-indexing.ts';

/** The customers table's stream → the search index of customers */
export const handler = searchIndexer(customerIndexing);
