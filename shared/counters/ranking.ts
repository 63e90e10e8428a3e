import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { MAX_RANKED } from '../../contracts/definition/limits.ts';
import type { GuardedWrite } from '../dynamodb/commit.ts';
import { readRow } from '../dynamodb/stored-row.ts';
import { newId } from '../values/ids.ts';
import { additionWrite } from './addition.ts';
import {
  Board,
  type Ranked,
  type RankedCounts,
  type RankedTotals,
  type RankingOrder,
  rankedRowSchema,
  totalsIn,
} from './board.ts';
import { shards } from './shards.ts';

/** Partitions of a ranking's indexes: enough to spread their writes, few enough to read them all. */
const boards = shards(8);

/** The guard of a write that depends on the time of an entity's last purchase. */
export const RANKED_LAST_GUARD = 'ranked last';

const NO_TOTALS: RankedTotals = { units: 0, purchases: 0, revenue: [] };

/** The condition that an entity has no later purchase than one. */
const NO_LATER_PURCHASE = 'attribute_not_exists(lastPurchasedAt) OR lastPurchasedAt <= :at';

const prefixOf = (name: string): string => `${name}:`;

const stateSchema = /* @__PURE__ */ z.object({
  lastPurchasedAt: z.string().exactOptional(),
  revision: z.string().exactOptional(),
});

/** What a ranking says of an entity, besides its counts. `revision` changes with each write. */
export type RankedState = Readonly<z.infer<typeof stateSchema>>;

/** The row of an entity in a ranking, and the partition of the indexes that list it. */
export const rankingRow = (name: string, id: string) => ({
  counter: `${prefixOf(name)}${id}`,
  board: boards.of(name, id),
});

/** A ranking of entities by units and by their last purchase, in a table of counters. */
export class Ranking {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #name: string;

  constructor(client: DynamoDBDocumentClient, table: string, name: string) {
    this.#client = client;
    this.#table = table;
    this.#name = name;
  }

  /** Adds to the counts of an entity, whose last purchase stays as it is; negative numbers subtract. */
  add(id: string, counts: RankedCounts): GuardedWrite {
    return this.#addition(id, counts);
  }

  /** Adds purchases, the last of which is the entity's last one. */
  addLast(id: string, counts: RankedCounts & { readonly lastPurchasedAt: string }): GuardedWrite {
    const { lastPurchasedAt } = counts;
    return this.#addition(id, counts, { lastPurchasedAt }, [NO_LATER_PURCHASE, lastPurchasedAt]);
  }

  /** Adds purchases, or subtracts them, that are older than the entity's last one. */
  addEarlier(id: string, counts: RankedCounts & { readonly lastPurchasedAt: string }): GuardedWrite {
    return this.#addition(id, counts, {}, ['lastPurchasedAt > :at', counts.lastPurchasedAt]);
  }

  /**
   * Subtracts an entity's last purchase, provided that nothing else changed the entity since it was read.
   * @param counts negative, with the time of that purchase. @param last the time of the one before; undefined for none.
   */
  takeLast(
    id: string,
    counts: RankedCounts & { readonly lastPurchasedAt: string },
    last: string | undefined,
    { revision }: RankedState,
  ): GuardedWrite {
    const unchanged = revision === undefined ? 'attribute_not_exists(revision)' : 'revision = :at';
    return this.#addition(id, counts, { lastPurchasedAt: last }, [unchanged, revision]);
  }

  /** When an entity had its last purchase, and what tells whether it changed since. */
  async find(id: string): Promise<RankedState> {
    return stateSchema.safeParse(await this.#row(id, true)).data ?? {};
  }

  /** What an entity bought or sold in all. Eventually consistent. */
  async totalsOf(id: string): Promise<RankedTotals> {
    const row = await this.#row(id, false);
    // While it is counted again, a row that was missing has nothing but its mark.
    if (row?.['units'] === undefined) return NO_TOTALS;
    return totalsIn(readRow(rankedRowSchema, row, { table: this.#table, key: String(row['counter']) }));
  }

  async #row(id: string, ConsistentRead: boolean): Promise<Record<string, unknown> | undefined> {
    const Key = { counter: rankingRow(this.#name, id).counter };
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead }));
    return Item;
  }

  /** The parts of the ranking, each sorted. They are complete together. */
  boards(order: RankingOrder): Board[] {
    const location = { table: this.#table, prefix: prefixOf(this.#name) };
    return boards.all(this.#name).map((board) => new Board(this.#client, { ...location, board }, order));
  }

  /** The entities with the most units, in descending order; those without units are left out. */
  async top(limit = MAX_RANKED): Promise<Ranked[]> {
    const heads = await Promise.all(this.boards('units').map((board) => board.read(undefined, limit)));
    return heads
      .flatMap(({ rows }) => rows)
      .sort((a, b) => b.units - a.units || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  #addition(
    id: string,
    { units, purchases, revenue = {} }: RankedCounts,
    set: Readonly<Record<string, string | undefined>> = {},
    provided?: readonly [condition: string, at: string | undefined],
  ): GuardedWrite {
    const { counter, board } = rankingRow(this.#name, id);
    const [condition, at] = provided ?? [];
    return additionWrite(
      this.#table,
      counter,
      { units, purchases, ...revenue },
      {
        set: { board, revision: newId(), ...set },
        ...(condition !== undefined && {
          provided: { condition, values: at === undefined ? {} : { ':at': at }, guard: RANKED_LAST_GUARD },
        }),
      },
    );
  }
}
