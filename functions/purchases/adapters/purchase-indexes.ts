import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { decodeCursor, encodeCursor, type Page } from '../../../shared/paging/cursor.ts';
import { DEFAULT_LIMIT } from '../../../shared/paging/query-schema.ts';
import { partitionSource } from '../../../shared/paging/sorted-partition.ts';
import { walk } from '../../../shared/paging/walk.ts';
import {
  idRange,
  leadLists,
  matchesQuery,
  type PurchaseQuery,
  type PurchaseRow,
} from '../domain/purchase-list.ts';

/** The indexes of the purchases table: rows sorted by id, that is by time. */
export class PurchaseIndexes {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /**
   * The ids of one page of purchases, newest first.
   * @throws Problem `invalid-cursor`.
   */
  async page(query: PurchaseQuery): Promise<Page<string>> {
    const { limit = DEFAULT_LIMIT, cursor, ...filters } = query;
    const asked = { list: 'purchases', ...filters };
    const { index, key, values } = leadLists(query);
    const { rows, nextPosition } = await walk<PurchaseRow>({
      sources: values.map((value) =>
        partitionSource(this.#client, {
          table: this.#table,
          index,
          key: { name: key, value },
          sort: 'purchaseId',
          order: 'descending',
          ...idRange(query),
        }),
      ),
      positionOf: (row) => row.purchaseId,
      order: 'descending',
      after: decodeCursor(cursor, asked),
      limit,
      matches: matchesQuery(query),
    });
    return {
      items: rows.map((row) => row.purchaseId),
      ...(nextPosition === undefined ? {} : { nextCursor: encodeCursor(nextPosition, asked) }),
    };
  }
}
