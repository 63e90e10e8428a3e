import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { MAX_RANKED } from '../../contracts/definition/limits.ts';
import type { GuardedWrite } from '../dynamodb/commit.ts';
import { partitionSource } from '../paging/sorted-partition.ts';
import { additionWrite } from './addition.ts';
import { shards } from './shards.ts';

/** Partitions of a ranking's index: enough to spread its writes, few enough to read them all. */
const boards = shards(8);

/** The index of a table of counters that sorts them by `units`. */
export const RANKING_INDEX = 'by-units';

/** An entity's units, by which it is ranked, and its number of purchases. */
export interface RankedCounts {
  readonly units: number;
  readonly purchases: number;
}

const rankedRowSchema = /* @__PURE__ */ z.object({ counter: z.string(), units: z.int(), purchases: z.int() });

/** The row of an entity in a ranking, and the partition of the index that lists it. */
export const rankingRow = (name: string, id: string) => ({
  counter: `${name}:${id}`,
  board: boards.of(name, id),
});

/** A ranking of entities by units, in a table of counters. */
export class Ranking {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #name: string;

  constructor(client: DynamoDBDocumentClient, table: string, name: string) {
    this.#client = client;
    this.#table = table;
    this.#name = name;
  }

  /** Adds to the counts of an entity; negative numbers subtract. */
  add(id: string, { units, purchases }: RankedCounts): GuardedWrite {
    const { counter, board } = rankingRow(this.#name, id);
    return additionWrite(this.#table, counter, { units, purchases }, board);
  }

  /** The entities with the most units, in descending order; those without units are left out. */
  async top(limit = MAX_RANKED): Promise<(RankedCounts & { readonly id: string })[]> {
    const heads = await Promise.all(
      boards.all(this.#name).map((value) =>
        partitionSource(this.#client, rankedRowSchema, {
          table: this.#table,
          index: RANKING_INDEX,
          key: { name: 'board', value },
          sort: 'units',
          order: 'descending',
          id: 'counter',
        }).read(undefined, limit),
      ),
    );
    return heads
      .flatMap(({ rows }) => rows)
      .filter(({ units }) => units > 0)
      .sort((a, b) => b.units - a.units || (a.counter < b.counter ? -1 : 1))
      .slice(0, limit)
      .map(({ counter, units, purchases }) => ({
        id: counter.slice(this.#name.length + 1),
        units,
        purchases,
      }));
  }
}
