import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../dynamodb/batch-get.ts';
import type { GuardedWrite } from '../dynamodb/commit.ts';
import { addNumbers } from './add-numbers.ts';
import { type Addition, additionWrite } from './addition.ts';
import { shards } from './shards.ts';

/** Concurrent transactions on one row conflict; with this many rows that is rare. */
const ROWS = 64;

/** A day's purchases are counted in groups: the fewer rows, the larger the groups. */
export const DAY_ROWS = 8;

const rowsOfCounter = shards(ROWS);

/** The row of a counter that counts an entity. @param rows how many are added to; default all that are read. */
export const counterRow = (name: string, id: string, rows = ROWS): string => shards(rows).of(name, id);

/** How a counter is stored. */
export interface CounterOptions {
  /** How many rows are added to; default all that are read. */
  readonly rows?: number;
  /** The series of counters that it is part of, whose sums can be listed; default none. */
  readonly series?: string;
}

/** A named counter in a table of counters, with one or more numeric fields. */
export class Counter {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #name: string;
  readonly #options: CounterOptions;

  constructor(client: DynamoDBDocumentClient, table: string, name: string, options: CounterOptions = {}) {
    this.#client = client;
    this.#table = table;
    this.#name = name;
    this.#options = options;
  }

  /** The row that counts an entity: entities of one row may be added together. */
  rowOf(id: string): string {
    return counterRow(this.#name, id, this.#options.rows);
  }

  /** Adds to the counter's fields. @param id of the entity that is counted, or of one in the same row. */
  add(id: string, addition: Addition): GuardedWrite {
    const { series } = this.#options;
    return additionWrite(
      this.#table,
      this.rowOf(id),
      addition,
      series === undefined ? {} : { set: { series } },
    );
  }

  /** Keeps the number of entities in the field `count`: writes for an added or a removed one, none for a changed one. */
  census(id: string, before: object | undefined, after: object | undefined): GuardedWrite[] {
    const count = Number(after !== undefined) - Number(before !== undefined);
    return count === 0 ? [] : [this.add(id, { count })];
  }

  /** The counter's fields; those never added to are missing. */
  async read(): Promise<Record<string, number>> {
    const rows = await batchGet(this.#client, this.#table, 'counter', rowsOfCounter.all(this.#name));
    const sums: Record<string, number> = {};
    for (const row of rows.values()) addNumbers(sums, row);
    return sums;
  }
}
