import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DEFAULT_LIMIT } from '../../../contracts/definition/limits.ts';
import type { Page } from '../../../contracts/definition/shapes.ts';
import type { PurchaseQuery } from '../../../contracts/purchases/queries.ts';
import type { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { MAX_BATCH_KEYS } from '../../../shared/dynamodb/limits.ts';
import { decodeCursor, pageOf } from '../../../shared/paging/cursor.ts';
import { partitionSource, type Source } from '../../../shared/paging/sorted-partition.ts';
import { walk } from '../../../shared/paging/walk.ts';
import type { Purchase } from '../domain/purchase.ts';
import {
  idRange,
  isInRange,
  leadLists,
  matchesQuery,
  needsStatus,
  type PurchaseRow,
  purchaseRowSchema,
  shardsOf,
} from '../domain/purchase-list.ts';

/** Reads the indexes of the purchases table. They are sorted by purchase id, and so by time. */
export class PurchaseIndexes {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #purchases: AggregateTable<Purchase>;

  constructor(client: DynamoDBDocumentClient, table: string, purchases: AggregateTable<Purchase>) {
    this.#client = client;
    this.#table = table;
    this.#purchases = purchases;
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
      sources: values.map((value) => {
        const source = partitionSource(this.#client, purchaseRowSchema, {
          table: this.#table,
          index,
          key: { name: key, value },
          sort: 'purchaseId',
          order: 'descending',
          id: 'purchaseId',
          ...idRange(query),
        });
        return needsStatus(query) ? this.#withStatus(source) : source;
      }),
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

  /** Reads the purchases of a list's rows, for what changes. At least a batch: a filter may match few of them. */
  #withStatus(source: Source<PurchaseRow>): Source<PurchaseRow> {
    return {
      read: async (after, limit) => {
        const piece = await source.read(after, Math.max(limit, MAX_BATCH_KEYS / 2));
        return {
          ...piece,
          rows: await this.#purchases.getAll(piece.rows.map(({ purchaseId }) => purchaseId)),
        };
      },
    };
  }

  /** The ids of pending purchases, up to 100 of each partition: the oldest ones. */
  async oldestPending(): Promise<string[]> {
    const oldest = await Promise.all(
      shardsOf('pending').map(async (value) => {
        const source = partitionSource(this.#client, purchaseRowSchema, {
          table: this.#table,
          index: 'by-status',
          key: { name: 'statusShard', value },
          sort: 'purchaseId',
          order: 'ascending',
          id: 'purchaseId',
        });
        return (await source.read(undefined, 100)).rows;
      }),
    );
    return oldest.flat().map(({ purchaseId }) => purchaseId);
  }
}
