import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readableRow } from '../dynamodb/stored-row.ts';
import { isId } from '../values/ids.ts';
import type { Money } from '../values/money.ts';
import { moneyOf, type Revenue, revenueIn } from '../values/revenue.ts';

/**
 * What a ranked entity bought or sold in all, and when last (ISO 8601 UTC), without what was cancelled. Rows of an older version do not
 * have that time.
 */
export interface RankedCounts {
  readonly units: number;
  readonly purchases: number;
  readonly lastPurchasedAt?: string | undefined;
  /** Default none. */
  readonly revenue?: Revenue;
}

/** What a ranked entity bought or sold in all, as it is told. */
export interface RankedTotals extends Omit<RankedCounts, 'revenue'> {
  readonly revenue: Money[];
}

/** An entity in a ranking. */
export interface Ranked extends RankedTotals {
  readonly id: string;
  /** What it is sorted by. */
  readonly rank: number | string;
}

/** A place in a board: rank and id of an entity. The entity may have moved since. */
export type BoardPlace = readonly [rank: number | string, id: string];

/** The orders of a ranking, most units or last purchase first: an index of the table of counters, and what it sorts by. */
export const rankingOrders = {
  units: { index: 'by-units', attribute: 'units', rank: /* @__PURE__ */ z.int().min(1) },
  lastPurchase: {
    index: 'by-last-purchase',
    attribute: 'lastPurchasedAt',
    rank: /* @__PURE__ */ z.iso.datetime(),
  },
} as const;

export type RankingOrder = keyof typeof rankingOrders;

/** Whether a value, from a cursor, has the form of a place. */
export const isBoardPlace = (value: unknown, order: RankingOrder): value is BoardPlace =>
  z.tuple([rankingOrders[order].rank, z.string().refine(isId)]).safeParse(value).success;

/** What is stored of an entity in a ranking. */
export const rankedRowSchema = /* @__PURE__ */ z.looseObject({
  counter: z.string(),
  units: z.int(),
  purchases: z.int(),
  lastPurchasedAt: z.string().exactOptional(),
});

/** The totals in the row of an entity in a ranking. */
export const totalsIn = (row: z.infer<typeof rankedRowSchema>): RankedTotals => ({
  units: row.units,
  purchases: row.purchases,
  ...(row.lastPurchasedAt !== undefined && { lastPurchasedAt: row.lastPurchasedAt }),
  revenue: moneyOf(revenueIn(row)),
});

/** Where a board is stored. */
export interface BoardLocation {
  /** The table of counters. */
  readonly table: string;
  /** The partition of its indexes. */
  readonly board: string;
  /** What the keys of the ranking's counters begin with, before the id. */
  readonly prefix: string;
}

/** One part of a ranking: some of its entities. Who has no purchases is left out. */
export class Board {
  readonly #client: DynamoDBDocumentClient;
  readonly #location: BoardLocation;
  readonly #order: RankingOrder;

  constructor(client: DynamoDBDocumentClient, location: BoardLocation, order: RankingOrder) {
    this.#client = client;
    this.#location = location;
    this.#order = order;
  }

  /**
   * Up to `limit` entities after a place, and the place to go on from, if there may be more. Entities with equal ranks have no order
   * of their own, so the list goes on from the exact key.
   */
  async read(
    after: BoardPlace | undefined,
    limit: number,
  ): Promise<{ rows: Ranked[]; next: BoardPlace | undefined }> {
    const { table, board, prefix } = this.#location;
    const { index, attribute } = rankingOrders[this.#order];
    const idIn = (counter: unknown): string => String(counter).slice(prefix.length);
    // Rows without purchases have no time, but units: zero.
    const isUnits = attribute === 'units';
    const answer = await this.#client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: `board = :board${isUnits ? ' AND units >= :least' : ''}`,
        ExpressionAttributeValues: { ':board': board, ...(isUnits && { ':least': 1 }) },
        ScanIndexForward: false,
        Limit: limit,
        ExclusiveStartKey: after && { board, [attribute]: after[0], counter: `${prefix}${after[1]}` },
      }),
    );
    const rows = (answer.Items ?? []).flatMap((item) =>
      readableRow(rankedRowSchema, item, { table, key: String(item['counter']) }),
    );
    const last = answer.LastEvaluatedKey;
    return {
      rows: rows.map((row) => ({
        id: idIn(row.counter),
        rank: row[attribute] ?? '',
        ...totalsIn(row),
      })),
      next: last && [last[attribute], idIn(last['counter'])],
    };
  }
}
