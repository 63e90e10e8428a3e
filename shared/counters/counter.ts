import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../dynamodb/batch-get.ts';
import type { TransactWrite } from '../dynamodb/commit.ts';
import { type Addition, additionWrite } from './addition.ts';
import { shards } from './shards.ts';

/** Transactions at the same row refuse each other: with so many rows they seldom meet. */
const rowsOfCounter = shards(64);

/** Numbers under one name in a table of counters. */
export class Counter {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #name: string;

  constructor(client: DynamoDBDocumentClient, table: string, name: string) {
    this.#client = client;
    this.#table = table;
    this.#name = name;
  }

  /** Adds to the counter's fields. @param id of what is counted. */
  add(id: string, addition: Addition): TransactWrite {
    return additionWrite(this.#table, rowsOfCounter.of(this.#name, id), addition);
  }

  /** Counts an entity that comes, and one that goes, in the field `count`; nothing for one that stays. */
  census(id: string, before: object | undefined, after: object | undefined): TransactWrite[] {
    const count = Number(after !== undefined) - Number(before !== undefined);
    return count === 0 ? [] : [this.add(id, { count })];
  }

  /** The counter's fields; one that was never added to is missing. */
  async read(): Promise<Record<string, number>> {
    const rows = await batchGet(this.#client, this.#table, 'counter', rowsOfCounter.all(this.#name));
    const sums: Record<string, number> = {};
    for (const row of rows.values()) {
      for (const [field, value] of Object.entries(row)) {
        if (typeof value === 'number') sums[field] = (sums[field] ?? 0) + value;
      }
    }
    return sums;
  }
}
