import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { readableRow } from '../../../shared/dynamodb/stored-row.ts';
import { itemOf, keyOf, tableOf } from '../../../shared/dynamodb/stream-image.ts';
import { type Invocation, msOf, withinMs } from '../../../shared/retries/time-budget.ts';
import {
  type PastStockChange,
  type StockedProduct,
  stockChangePast,
  stockedProductSchema,
} from '../domain/stock-change.ts';
import type { StockHistory } from './stock-history.ts';

/**
 * Keeps the entries of stock histories that changes of products have made past ones. The same records may come again, in any order. An
 * image that cannot be read, or of which nothing is kept, has none.
 */
export const stockRecorder =
  (history: StockHistory) =>
  ({ Records }: DynamoDBStreamEvent, invocation?: Invocation): Promise<void> =>
    withinMs(msOf(invocation), () => history.record(Records.flatMap(pastIn)));

function pastIn(record: DynamoDBRecord): PastStockChange[] {
  const [before, after] = [record.dynamodb?.OldImage, record.dynamodb?.NewImage].map((image) =>
    stateIn(record, image),
  );
  const past = before && after && stockChangePast(before, after);
  return past === undefined ? [] : [past];
}

function stateIn(record: DynamoDBRecord, image: object | undefined): StockedProduct | undefined {
  const row = itemOf(image);
  if (row === undefined || !('stock' in row)) return undefined;
  return readableRow(stockedProductSchema, row, { table: tableOf(record), key: keyOf(record) })[0];
}
