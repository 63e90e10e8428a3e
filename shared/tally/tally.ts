import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '../dynamodb/batch-get.ts';
import { commit, type GuardedWrite, GuardFailed, type TransactWrite } from '../dynamodb/commit.ts';
import { partitionSource } from '../paging/sorted-partition.ts';
import { type Contributions, differences } from './contributions.ts';

/** The index that ranks counters by their `units`. */
export const RANKING_INDEX = 'by-units';

/** A counter's row. `board` and `rank` are there for those that are ranked. */
interface CounterRow extends Readonly<Record<string, unknown>> {
  readonly counter: string;
}

interface Mark {
  readonly version: number;
  readonly contributions: Contributions;
}

const ATTEMPTS = 8;

/** Counters that many events touch, and the boards of rankings, are spread over this many partitions. */
const SHARDS = 4;

/**
 * Counters fed by events in any order and any number. Each subject (a customer, a purchase) contributes to
 * counters what the newest event heard of it says; a newer event replaces its contributions. A table of
 * counters (key: `counter`) and a table of what each subject contributed (key: `subject`), written together.
 */
export class Tally {
  readonly #client: DynamoDBDocumentClient;
  readonly #counters: string;
  readonly #marks: string;

  constructor(client: DynamoDBDocumentClient, tables: { readonly counters: string; readonly marks: string }) {
    this.#client = client;
    this.#counters = tables.counters;
    this.#marks = tables.marks;
  }

  /** Makes `contributions` those of the subject, unless something newer was heard of it before. */
  async apply(subject: string, version: number, contributions: Contributions): Promise<void> {
    // Most subjects are new: what was heard of one is read only after that proved wrong.
    let mark: Mark | undefined;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await commit(this.#client, [
          this.#markWrite(subject, version, contributions, mark),
          ...this.#counterWrites(subject, differences(mark?.contributions ?? {}, contributions)),
        ]);
        return;
      } catch (error) {
        if (!(error instanceof GuardFailed) || attempt === ATTEMPTS) throw error;
      }
      mark = await this.#markOf(subject);
      if (mark !== undefined && mark.version >= version) return;
    }
  }

  /** A shared counter's fields, its shards added up. */
  async read(counter: string): Promise<Record<string, number>> {
    const shards = Array.from({ length: SHARDS }, (_, shard) => shardKey(counter, shard));
    const rows = await batchGet<CounterRow>(this.#client, this.#counters, 'counter', shards);
    const sums: Record<string, number> = {};
    for (const row of rows.values()) {
      for (const [field, value] of Object.entries(row)) {
        if (typeof value === 'number') sums[field] = (sums[field] ?? 0) + value;
      }
    }
    return sums;
  }

  /** The entities of a ranking with the most units, most first. */
  async top(ranking: string, limit: number): Promise<{ id: string; units: number; purchases: number }[]> {
    const boards = await Promise.all(
      Array.from({ length: SHARDS }, (_, shard) =>
        partitionSource<{ counter: string; units: number; purchases: number }>(this.#client, {
          table: this.#counters,
          index: RANKING_INDEX,
          key: { name: 'board', value: shardKey(ranking, shard) },
          sort: 'units',
          order: 'descending',
        }).read(undefined, limit),
      ),
    );
    return boards
      .flatMap(({ rows }) => rows)
      .filter(({ units }) => units > 0)
      .sort((a, b) => b.units - a.units || (a.counter < b.counter ? -1 : 1))
      .slice(0, limit)
      .map(({ counter, units, purchases }) => ({ id: counter.slice(ranking.length + 1), units, purchases }));
  }

  #counterWrites(subject: string, changes: Contributions): TransactWrite[] {
    return Object.entries(changes).map(([counter, fields]) => {
      const [ranking, id] = counter.split(':');
      const names = Object.keys(fields);
      const board = id === undefined ? undefined : shardKey(ranking ?? '', shardOf(id));
      return {
        Update: {
          TableName: this.#counters,
          Key: { counter: id === undefined ? shardKey(counter, shardOf(subject)) : counter },
          UpdateExpression: `${board === undefined ? '' : 'SET board = :board '}ADD ${names
            .map((_, index) => `#${index} :${index}`)
            .join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#${index}`, name])),
          ExpressionAttributeValues: {
            ...Object.fromEntries(names.map((name, index) => [`:${index}`, fields[name]])),
            ...(board === undefined ? {} : { ':board': board }),
          },
        },
      };
    });
  }

  #markWrite(
    subject: string,
    version: number,
    contributions: Contributions,
    mark: Mark | undefined,
  ): GuardedWrite {
    const unchanged =
      mark === undefined
        ? { ConditionExpression: 'attribute_not_exists(subject)' }
        : {
            ConditionExpression: 'version = :known',
            ExpressionAttributeValues: { ':known': mark.version },
          };
    const Item = { subject, version, contributions };
    return { guard: 'mark', write: { Put: { TableName: this.#marks, Item, ...unchanged } } };
  }

  async #markOf(subject: string): Promise<Mark | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#marks, Key: { subject }, ConsistentRead: true }),
    );
    return Item as Mark | undefined;
  }
}

const shardKey = (counter: string, shard: number): string => `${counter}#${shard}`;

/** The last hex digits of an id are random. */
const shardOf = (id: string): number => Number.parseInt(id.slice(-4), 16) % SHARDS;
