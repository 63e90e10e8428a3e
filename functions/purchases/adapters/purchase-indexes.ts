import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DEFAULT_LIMIT } from '../../../contracts/definition/limits.ts';
import type { Page } from '../../../contracts/definition/shapes.ts';
import type { PurchaseQuery } from '../../../contracts/purchases/queries.ts';
import type { AggregateTable } from '../../../shared/dynamodb/aggregate-table.ts';
import { MAX_BATCH_KEYS } from '../../../shared/dynamodb/limits.ts';
import { decodeCursor, pageOf } from '../../../shared/paging/cursor.ts';
import { type Order, partitionSource, type Source } from '../../../shared/paging/sorted-partition.ts';
import { walk } from '../../../shared/paging/walk.ts';
import { isSettled, type Purchase } from '../domain/purchase.ts';
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

/** How many pending purchases of a partition are looked at from each end. */
const PENDING_AT_ONCE = 100;

/** Reads the indexes of the purchases table. They are sorted by purchase id, and so by the time of purchase. */
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
    const { limit = DEFAULT_LIMIT, cursor, ids, ...filters } = query;
    if (ids !== undefined) return { items: [...new Set(ids)].toSorted().toReversed() };
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

  /**
   * Pending purchases: of each partition the 100 that were made first and, if there are more, the 100 that were made last. While many of the past
   * are entered, those of today are among the last.
   */
  async somePending(): Promise<Purchase[]> {
    const found = await Promise.all(
      shardsOf('pending').map(async (value) => {
        const end = (order: Order) =>
          partitionSource(this.#client, purchaseRowSchema, {
            table: this.#table,
            index: 'by-status',
            key: { name: 'statusShard', value },
            sort: 'purchaseId',
            order,
            id: 'purchaseId',
          }).read(undefined, PENDING_AT_ONCE);
        const { rows, more } = await end('ascending');
        return more ? [...rows, ...(await end('descending')).rows] : rows;
      }),
    );
    const ids = found.flat().map(({ purchaseId }) => purchaseId);
    return (await this.#purchases.getAll(ids, 'eventual')).filter((purchase) => !isSettled(purchase));
  }
}
