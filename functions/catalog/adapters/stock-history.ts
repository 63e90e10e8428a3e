import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DEFAULT_LIMIT } from '../../../contracts/definition/limits.ts';
import type { Page } from '../../../contracts/definition/shapes.ts';
import { batchWrite } from '../../../shared/dynamodb/batch-write.ts';
import { decodeCursor, pageOf } from '../../../shared/paging/cursor.ts';
import { partitionSource, type Source } from '../../../shared/paging/sorted-partition.ts';
import { walk } from '../../../shared/paging/walk.ts';
import {
  latestStockChange,
  type PastStockChange,
  pastStockChangeSchema,
  type StockedProduct,
} from '../domain/stock-change.ts';

/** Numbers of entries sort as text. */
const DIGITS = 12;

const positionOf = ({ number }: Pick<PastStockChange, 'number'>): string =>
  String(number).padStart(DIGITS, '0');

const isPosition = (text: string): boolean => text.length === DIGITS && /^\d+$/.test(text);

/** The past entries of the stock history of products (table key: `productId`, `position`). The latest entry is in the product. */
export class StockHistory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Keeps entries. Idempotent: an entry is final, and its number identifies it. @throws Refusal `overloaded`. */
  async record(changes: readonly PastStockChange[]): Promise<void> {
    const byKey = new Map(
      changes.map((change) => [
        `${change.productId} ${change.number}`,
        { PutRequest: { Item: { ...change, position: positionOf(change) } } },
      ]),
    );
    await batchWrite(this.#client, this.#table, [...byKey.values()]);
  }

  /** One page of a product's history, the latest entry first. @throws Refusal `invalid-cursor`. */
  async page(
    product: StockedProduct,
    { limit = DEFAULT_LIMIT, cursor }: { limit?: number | undefined; cursor?: string | undefined },
  ): Promise<Page<PastStockChange>> {
    const query = { list: 'stock-changes', productId: product.productId };
    const { rows, nextPosition } = await walk({
      sources: [this.#source(product)],
      positionOf,
      order: 'descending',
      after: decodeCursor(cursor, query, isPosition),
      limit,
      matches: () => true,
    });
    return pageOf(rows, nextPosition, query);
  }

  #source(product: StockedProduct): Source<PastStockChange> {
    const latest = latestStockChange(product);
    const past = this.#past(product);
    if (latest === undefined) return past;
    return {
      read: async (after, limit) => {
        if (after !== undefined) return past.read(after, limit);
        const piece = await past.read(undefined, limit - 1);
        return { ...piece, rows: [latest, ...piece.rows], last: piece.last ?? positionOf(latest) };
      },
    };
  }

  /** Those before the latest one: it may have become a past one since the product was read. */
  #past({ productId, lastStockChange }: StockedProduct): Source<PastStockChange> {
    return partitionSource(this.#client, pastStockChangeSchema, {
      table: this.#table,
      key: { name: 'productId', value: productId },
      sort: 'position',
      order: 'descending',
      id: ({ position }) => `${productId} ${position}`,
      to: positionOf({ number: Math.max(0, (lastStockChange?.number ?? 0) - 1) }),
    });
  }
}
