import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { findTables, type TableNames } from '../running/find-tables.ts';

/** A row of any table. */
export type Row = Readonly<Record<string, unknown>>;
export type Key = Readonly<Record<string, string>>;

/** An id in a row, for use as a key, which must not be empty. */
export const idIn = (row: Row, name: string): string => String(row[name] ?? '') || 'none';

/** A table, as its stack declares it: `catalog Products`. */
export type TableId = `${'customer' | 'catalog' | 'purchases'} ${string}`;

const PAGE = 100;

/** The rows of a system's tables, strongly consistent. */
export class Rows {
  readonly #client: DynamoDBDocumentClient;
  readonly #names: TableNames;

  constructor(client: DynamoDBDocumentClient, names: TableNames) {
    this.#client = client;
    this.#names = names;
  }

  /** @param prefix how the names of the system's stacks begin. @throws NoSystem */
  static async open(client: DynamoDBClient, prefix: string): Promise<Rows> {
    return new Rows(DynamoDBDocumentClient.from(client), await findTables(client, prefix));
  }

  /** All rows of a table, in pages of at most 100. */
  async *pages(table: TableId): AsyncGenerator<Row[]> {
    const scan = { TableName: this.#nameOf(table), ConsistentRead: true, Limit: PAGE };
    for await (const { Items = [] } of paginateScan({ client: this.#client }, scan)) yield Items;
  }

  /** The rows with these keys, in their order; undefined for a missing one. */
  async get(table: TableId, keys: readonly Key[]): Promise<(Row | undefined)[]> {
    const TableName = this.#nameOf(table);
    const found = new Map<string, Row>();
    const distinct = [...new Map(keys.map((key) => [textOf(key, key), key])).values()];
    for (let start = 0; start < distinct.length; start += PAGE) {
      let left: Record<string, unknown>[] = distinct.slice(start, start + PAGE);
      while (left.length > 0) {
        const { Responses, UnprocessedKeys } = await this.#client.send(
          new BatchGetCommand({ RequestItems: { [TableName]: { Keys: left, ConsistentRead: true } } }),
        );
        for (const row of Responses?.[TableName] ?? []) found.set(textOf(distinct[0] as Key, row), row);
        left = UnprocessedKeys?.[TableName]?.Keys ?? [];
      }
    }
    return keys.map((key) => found.get(textOf(key, key)));
  }

  /** All rows of a partition. */
  async partition(table: TableId, name: string, value: string): Promise<Row[]> {
    const query = {
      TableName: this.#nameOf(table),
      KeyConditionExpression: '#key = :value',
      ExpressionAttributeNames: { '#key': name },
      ExpressionAttributeValues: { ':value': value },
      ConsistentRead: true,
    };
    const rows: Row[] = [];
    for await (const { Items = [] } of paginateQuery({ client: this.#client }, query)) rows.push(...Items);
    return rows;
  }

  #nameOf(table: TableId): string {
    const [service, id] = table.split(' ') as ['customer' | 'catalog' | 'purchases', string];
    return this.#names(service, id);
  }
}

/** The values of a row's key, as text. */
const textOf = (key: Key, row: Row): string => JSON.stringify(Object.keys(key).map((name) => row[name]));
