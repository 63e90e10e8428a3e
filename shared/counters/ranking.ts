import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MAX_RANKED } from '../../contracts/definition/limits.ts';
import type { GuardedWrite } from '../dynamodb/commit.ts';
import { additionWrite } from './addition.ts';
import { Board, type Ranked, type RankedCounts } from './board.ts';
import { shards } from './shards.ts';

/** Partitions of a ranking's index: enough to spread its writes, few enough to read them all. */
const boards = shards(8);

/** The index of a table of counters that sorts them by `units`. */
export const RANKING_INDEX = 'by-units';

const prefixOf = (name: string): string => `${name}:`;

/** The row of an entity in a ranking, and the partition of the index that lists it. */
export const rankingRow = (name: string, id: string) => ({
  counter: `${prefixOf(name)}${id}`,
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

  /** The parts of the ranking. They are complete together, each sorted by units. */
  boards(): Board[] {
    const location = { table: this.#table, index: RANKING_INDEX, prefix: prefixOf(this.#name) };
    return boards.all(this.#name).map((board) => new Board(this.#client, { ...location, board }));
  }

  /** The entities with the most units, in descending order; those without units are left out. */
  async top(limit = MAX_RANKED): Promise<Ranked[]> {
    const heads = await Promise.all(this.boards().map((board) => board.read(undefined, limit)));
    return heads
      .flatMap(({ rows }) => rows)
      .sort((a, b) => b.units - a.units || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }
}
