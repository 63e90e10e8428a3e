import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DEFAULT_LIMIT } from '../../../contracts/definition/limits.ts';
import type { Page } from '../../../contracts/definition/shapes.ts';
import type { PurchaseQuery } from '../../../contracts/purchases/queries.ts';
import { decodeCursor, pageOf } from '../../../shared/paging/cursor.ts';
import { partitionSource } from '../../../shared/paging/sorted-partition.ts';
import { walk } from '../../../shared/paging/walk.ts';
import { timeOfId } from '../../../shared/values/ids.ts';
import {
  idRange,
  isInRange,
  leadLists,
  matchesQuery,
  type PurchaseRow,
  purchaseRowSchema,
  shardsOf,
} from '../domain/purchase-list.ts';

/** Reads the indexes of the purchases table. They are sorted by purchase id, and so by time. */
export class PurchaseIndexes {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /**
   * The ids of one page of purchases, newest first.
   * @throws Refusal `invalid-cursor`.
   */
  async page(query: PurchaseQuery): Promise<Page<string>> {
    const { limit = DEFAULT_LIMIT, cursor, ...filters } = query;
    const asked = { list: 'purchases', ...filters };
    const { index, key, values } = leadLists(query);
    const { rows, nextPosition } = await walk<PurchaseRow>({
      sources: values.map((value) =>
        partitionSource(this.#client, purchaseRowSchema, {
          table: this.#table,
          index,
          key: { name: key, value },
          sort: 'purchaseId',
          order: 'descending',
          id: 'purchaseId',
          ...idRange(query),
        }),
      ),
      positionOf: (row) => row.purchaseId,
      order: 'descending',
      after: decodeCursor(cursor, asked, isInRange(query)),
      limit,
      matches: matchesQuery(query),
    });
    return pageOf(
      rows.map((row) => row.purchaseId),
      nextPosition,
      asked,
    );
  }

  /** When the oldest pending purchase was made, ISO 8601 UTC; `undefined` if none is pending. */
  async oldestPending(): Promise<string | undefined> {
    const oldest = await Promise.all(
      shardsOf('pending').map(async (value) => {
        const key = { name: 'statusShard', value };
        const source = partitionSource(this.#client, purchaseRowSchema, {
          table: this.#table,
          index: 'by-status',
          key,
          sort: 'purchaseId',
          order: 'ascending',
          id: 'purchaseId',
        });
        return (await source.read(undefined, 1)).rows[0]?.purchaseId;
      }),
    );
    const [first] = oldest.filter((id) => id !== undefined).sort();
    return first === undefined ? undefined : timeOfId(first);
  }
}
