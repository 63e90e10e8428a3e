import { searchIndexer } from '../../../shared/search/indexer.ts';
import { productIndexing } from '../adapters/product-indexing.ts';
import { stockRecorder } from '../adapters/stock-recorder.ts';
import { stockHistory } from '../adapters/tables.ts';

const index = searchIndexer(productIndexing);
const record = stockRecorder(stockHistory);

/** The products table's stream → the history of their stock, and their search index: a stream has no more than two readers */
export const handler = async (...told: Parameters<typeof index>) => {
  await record(...told);
  return index(...told);
};
