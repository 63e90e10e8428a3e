import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readableRow } from '../dynamodb/stored-row.ts';
import { isId } from '../values/ids.ts';

/** What a ranked entity bought or sold in all, without what was cancelled. */
export interface RankedCounts {
  readonly units: number;
  readonly purchases: number;
}

/** An entity in a ranking. */
export interface Ranked extends RankedCounts {
  readonly id: string;
}

/** A place in a board: units and id of an entity. The entity may have moved since. */
export type BoardPlace = readonly [units: number, id: string];

const placeSchema = /* @__PURE__ */ z.tuple([z.int().min(1), z.string().refine(isId)]);

/** Whether a value, from a cursor, has the form of a place. */
export const isBoardPlace = (value: unknown): value is BoardPlace => placeSchema.safeParse(value).success;

const rankedRowSchema = /* @__PURE__ */ z.object({ counter: z.string(), units: z.int(), purchases: z.int() });

/** Where a board is stored. */
export interface BoardLocation {
  /** The table of counters, and its index that sorts them by units. */
  readonly table: string;
  readonly index: string;
  /** The partition of the index. */
  readonly board: string;
  /** What the keys of the ranking's counters begin with, before the id. */
  readonly prefix: string;
}

/** One part of a ranking: some of its entities, those with the most units first. Who has none is left out. */
export class Board {
  readonly #client: DynamoDBDocumentClient;
  readonly #location: BoardLocation;

  constructor(client: DynamoDBDocumentClient, location: BoardLocation) {
    this.#client = client;
    this.#location = location;
  }

  /**
   * Up to `limit` entities after a place, and the place to go on from, if there may be more. Entities with equal units have no order
   * of their own, so the list goes on from the exact key.
   */
  async read(
    after: BoardPlace | undefined,
    limit: number,
  ): Promise<{ rows: Ranked[]; next: BoardPlace | undefined }> {
    const { table, index, board, prefix } = this.#location;
    const idIn = (counter: string): string => counter.slice(prefix.length);
    const answer = await this.#client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: 'board = :board AND units >= :least',
        ExpressionAttributeValues: { ':board': board, ':least': 1 },
        ScanIndexForward: false,
        Limit: limit,
        ExclusiveStartKey: after && { board, units: after[0], counter: `${prefix}${after[1]}` },
      }),
    );
    const rows = (answer.Items ?? []).flatMap((item) =>
      readableRow(rankedRowSchema, item, { table, key: String(item['counter']) }),
    );
    const last = answer.LastEvaluatedKey;
    return {
      rows: rows.map(({ counter, ...counts }) => ({ id: idIn(counter), ...counts })),
      next: last && [Number(last['units']), idIn(String(last['counter']))],
    };
  }
}
