import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Key, type Row, Rows, type TableId } from '../../functions/operations/derived/rows.ts';
import { commit, GuardFailed } from '../../shared/dynamodb/commit.ts';
import { throughContention } from '../../shared/dynamodb/contention.ts';
import { isContention } from '../../shared/retries/contention.ts';
import { retry } from '../../shared/retries/retry.ts';
import type { Position } from '../republish/positions.ts';
import type { TableNames } from '../running/find-tables.ts';
import type { ProgressBar } from '../terminal/progress-bar.ts';
import { unchanged } from './conditions.ts';

const PAGE = 100;
const AT_ONCE = 10;

/** What a rebuild works with. */
export interface RebuildOptions {
  /** It must leave out undefined fields. */
  readonly client: DynamoDBDocumentClient;
  readonly names: TableNames;
  readonly progress: ProgressBar;
  /** Approximately how many rows a table has, for the progress. Default: unknown. */
  readonly sizeOf?: (table: string) => Promise<number>;
  /** How many rows of a table are read at once; default 100. */
  readonly pageSize?: number;
  /** Called after each page of rows. */
  readonly pace: (rows: number) => Promise<void>;
  readonly signal: AbortSignal;
  /** Takes a line for whoever is watching. */
  readonly say: (line: string) => void;
  /** Where an earlier run stopped, with the keys of rows as JSON. Default: nowhere. */
  readonly positions?: {
    of(walk: string): Position | undefined;
    set(walk: string, position: Position): void;
  };
}

/** The tables of a system while they are rebuilt. */
export class Workshop {
  readonly client: DynamoDBDocumentClient;
  readonly rows: Rows;
  readonly signal: AbortSignal;
  readonly say: RebuildOptions['say'];
  /** How many rows were written. */
  changed = 0;
  /** What could not be rebuilt. */
  failed = 0;
  readonly #options: RebuildOptions;

  constructor(options: RebuildOptions) {
    this.client = options.client;
    this.rows = new Rows(options.client, options.names);
    this.signal = options.signal;
    this.say = options.say;
    this.#options = options;
  }

  nameOf(table: TableId): string {
    const [service, id] = table.split(' ') as ['customer' | 'catalog' | 'purchases', string];
    return this.#options.names(service, id);
  }

  /**
   * Reads a table page by page, from where an earlier run stopped.
   * @param name of this reading of the table, as a part of the whole.
   */
  async walk(name: string, table: TableId, handle: (page: readonly Row[]) => Promise<void>): Promise<void> {
    const { positions } = this.#options;
    const place = `${name} in ${this.nameOf(table)}`;
    const earlier = positions?.of(place);
    if (earlier !== undefined) {
      if (earlier.after === undefined) return;
      this.say(`${name}: continuing after ${earlier.rows} rows of the run of ${earlier.since}.`);
    }
    let { rows, since } = earlier ?? { rows: 0, since: new Date().toISOString() };
    await this.#scan(name, table, earlier?.after, rows, async (page, after) => {
      await handle(page);
      rows += page.length;
      positions?.set(place, { rows, since, ...(after === undefined ? {} : { after }) });
    });
  }

  /** Reads a whole table. */
  async readAll(name: string, table: TableId, handle: (page: readonly Row[]) => Promise<void> | void) {
    await this.#scan(name, table, undefined, 0, async (page) => handle(page));
  }

  async #scan(
    name: string,
    table: TableId,
    from: string | undefined,
    done: number,
    handle: (page: readonly Row[], after: string | undefined) => Promise<void>,
  ): Promise<void> {
    const { progress, pace, sizeOf, client, signal, pageSize = PAGE } = this.#options;
    const TableName = this.nameOf(table);
    const size = (await sizeOf?.(TableName)) ?? 0;
    await progress.during(name, Math.max(0, size - done), async () => {
      let after = from;
      do {
        signal.throwIfAborted();
        const { Items = [], LastEvaluatedKey } = await client.send(
          new ScanCommand({
            ...{ TableName, Limit: pageSize, ConsistentRead: true },
            ...(after === undefined ? {} : { ExclusiveStartKey: JSON.parse(after) }),
          }),
        );
        after = LastEvaluatedKey && JSON.stringify(LastEvaluatedKey);
        await handle(Items, after);
        for (const _ of Items) progress.advance();
        await pace(Items.length);
      } while (after !== undefined);
    });
  }

  /** Does something with each item, a few at a time. */
  async each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    for (let start = 0; start < items.length; start += AT_ONCE) {
      this.signal.throwIfAborted();
      const some = items.slice(start, start + AT_ONCE);
      await Promise.all(some.map(work));
      await this.#options.pace(some.length);
    }
  }

  async getOne(table: TableId, key: Key): Promise<Row | undefined> {
    const [row] = await this.rows.get(table, [key]);
    return row;
  }

  /**
   * Puts `after` in the place of a row, or deletes it if there is none to put.
   * @throws ConditionalCheckFailedException if the row is no longer what was read.
   */
  async replace(table: TableId, key: Key, before: Row | undefined, after: Row | undefined): Promise<void> {
    const TableName = this.nameOf(table);
    const condition = unchanged(before, Object.keys(key)[0] as string);
    await throughContention(() =>
      after === undefined
        ? this.client.send(new DeleteCommand({ TableName, Key: { ...key }, ...condition }))
        : this.client.send(new PutCommand({ TableName, Item: { ...after }, ...condition })),
    );
    this.changed += 1;
  }

  /** Writes all in one transaction. @throws GuardFailed if a row is no longer what was read. */
  async commit(writes: Parameters<typeof commit>[1], rows: number): Promise<void> {
    await commit(this.client, writes);
    this.changed += rows;
  }

  /** Reads and replaces until nothing changes in between. What cannot be rebuilt does not hold up the rest. */
  async settle(what: string, attempt: () => Promise<void>): Promise<void> {
    const again = (error: unknown): boolean =>
      error instanceof ConditionalCheckFailedException || error instanceof GuardFailed || isContention(error);
    try {
      await retry(attempt, { when: again, firstMs: 20 });
    } catch (error) {
      this.signal.throwIfAborted();
      this.failed += 1;
      this.say(`${what} could not be rebuilt: ${error instanceof Error ? error.message : error}`);
    }
  }
}
