import {
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Service } from '../../contracts/definition/define-event.ts';
import { findTables, type TableNames } from '../running/find-tables.ts';
import type { ProgressBar } from '../terminal/progress-bar.ts';
import { messageOf, type Row } from './message.ts';
import { type OwnerTable, ownerTables } from './owner-tables.ts';
import type { Positions } from './positions.ts';
import { PublisherQueue } from './publisher-queue.ts';

/** Rows that are read and handed over at once. */
const PAGE = 10;

export interface RepublishOptions {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  /** How the names of the system's stacks begin. */
  readonly prefix: string;
  /** Default: all. */
  readonly service?: Service | undefined;
  readonly progress: ProgressBar;
  readonly pace: (rows: number) => Promise<void>;
  readonly signal: AbortSignal;
  /** Takes a line for whoever is watching. */
  readonly say: (line: string) => void;
}

/** What was published again. */
export interface Republished {
  /** How many rows of each table, by its id. */
  readonly rows: Readonly<Record<string, number>>;
  /** How many of them the publishers could not publish, and keep as dead letters. */
  readonly failed: number;
}

interface Table extends OwnerTable {
  readonly name: string;
  readonly arn: string;
  /** Different for another table of the same name. */
  readonly uniqueId: string;
  /** Approximate on AWS. */
  readonly size: number;
}

/** Publishes all rows of the owners' tables again, and waits until that is done. */
export function republishAll(options: RepublishOptions, positions: Positions): Promise<Republished> {
  return throughQueues(options, async (tables, queues) => {
    const rows: Record<string, number> = {};
    for (const table of tables) {
      rows[table.id] = await scan(options, table, positions, queues.get(table.service) as PublisherQueue);
    }
    positions.forget();
    return rows;
  });
}

/** Publishes the rows with these ids again, from every owner's table, and waits until that is done. */
export function republishIds(options: RepublishOptions, ids: readonly string[]): Promise<Republished> {
  return throughQueues(options, async (tables, queues) => {
    const rows: Record<string, number> = {};
    for (const id of ids) {
      for (const { name, arn, key, service, id: tableId } of tables) {
        const { Item } = await options.dynamodb.send(
          new GetItemCommand({ TableName: name, Key: { [key]: { S: id } }, ConsistentRead: true }),
        );
        if (Item === undefined) continue;
        await queues.get(service)?.send([messageOf(arn, key, Item)]);
        rows[tableId] = (rows[tableId] ?? 0) + 1;
        await options.pace(1);
      }
    }
    return rows;
  });
}

type Queues = ReadonlyMap<Service, PublisherQueue>;

async function throughQueues(
  { dynamodb, sqs, prefix, service, signal }: RepublishOptions,
  send: (tables: readonly Table[], queues: Queues) => Promise<Record<string, number>>,
): Promise<Republished> {
  const owned = ownerTables.filter((table) => service === undefined || table.service === service);
  const names = await findTables(dynamodb, prefix);
  const tables = await Promise.all(owned.map((table) => describe(dynamodb, names, table)));
  const queues = new Map<Service, PublisherQueue>();
  for (const each of new Set(owned.map((table) => table.service))) {
    queues.set(each, await PublisherQueue.find(sqs, prefix, each));
  }
  const kept = async (): Promise<number> => {
    const counts = await Promise.all([...queues.values()].map((queue) => queue.notPublished()));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const keptBefore = await kept();
  const rows = await send(tables, queues);
  await Promise.all([...queues.values()].map((queue) => queue.drained(signal)));
  return { rows, failed: Math.max(0, (await kept()) - keptBefore) };
}

async function describe(dynamodb: DynamoDBClient, names: TableNames, table: OwnerTable): Promise<Table> {
  const name = names(table.service, table.id);
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
  const { TableArn: arn = '', TableId, CreationDateTime, ItemCount: size = 0 } = Table ?? {};
  return { ...table, name, arn, size, uniqueId: `${arn} ${TableId ?? CreationDateTime?.toISOString()}` };
}

/** Hands over a table page by page, from where an earlier run stopped. @returns how many rows, with those of that run. */
async function scan(
  { dynamodb, pace, progress, signal, say }: RepublishOptions,
  { name, arn, key, id, uniqueId, size }: Table,
  positions: Positions,
  queue: PublisherQueue,
): Promise<number> {
  const earlier = positions.of(uniqueId);
  if (earlier !== undefined)
    say(`${id}: continuing after ${earlier.rows} rows of the run of ${earlier.since}.`);
  let { rows, after, since } = earlier ?? { rows: 0, since: new Date().toISOString() };
  if (earlier !== undefined && after === undefined) return rows;
  await progress.during(id, Math.max(0, size - rows), async () => {
    do {
      signal.throwIfAborted();
      const page = await dynamodb.send(
        new ScanCommand({
          TableName: name,
          Limit: PAGE,
          ConsistentRead: true,
          ...(after === undefined ? {} : { ExclusiveStartKey: { [key]: { S: after } } }),
        }),
      );
      const items: Row[] = page.Items ?? [];
      await queue.send(items.map((item) => messageOf(arn, key, item)));
      rows += items.length;
      after = page.LastEvaluatedKey?.[key]?.S;
      positions.set(uniqueId, { rows, since, ...(after === undefined ? {} : { after }) });
      for (const _ of items) progress.advance();
      await pace(items.length);
    } while (after !== undefined);
  });
  return rows;
}
