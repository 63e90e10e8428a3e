import type { DynamoDBStreamEvent } from 'aws-lambda';
import { type Invocation, msOf, withinMs } from '../../../shared/retries/time-budget.ts';
import { searchIndexer } from '../../../shared/search/indexer.ts';
import { productIndexing } from '../adapters/product-indexing.ts';
import { recordStockChanges } from '../adapters/stock-recorder.ts';
import { stockHistory } from '../adapters/tables.ts';

const index = searchIndexer(productIndexing);

/** The products table's stream → the history of their stock, and their search index: a stream has no more than two readers */
export const handler = async (event: DynamoDBStreamEvent, invocation?: Invocation) => {
  await withinMs(msOf(invocation), () => recordStockChanges(stockHistory, event.Records));
  return index(event, invocation);
};
