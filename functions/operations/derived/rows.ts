import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/lib-dynamodb';
import type { Service } from '../../../contracts/definition/define-event.ts';

/** A row of any table. */
export type Row = Readonly<Record<string, unknown>>;
export type Key = Readonly<Record<string, string>>;

/** An id in a row, for use as a key, which must not be empty. */
export const idIn = (row: Row, name: string): string => String(row[name] ?? '') || 'none';

/** A table, as its stack declares it: `catalog Products`. */
export type TableId = `${'customer' | 'catalog' | 'purchases'} ${string}`;

/** The name of the table that a service's stack declares with an id. */
type TableNames = (service: Service, id: string) => string;

const PAGE = 100;

/** The rows of a system's tables, strongly consistent. */
export class Rows {
  readonly #client: DynamoDBDocumentClient;
  readonly #names: TableNames;
  readonly #options: { readonly abortSignal?: AbortSignal };

  /** @param signal when aborted, reads fail. Default: never. */
  constructor(client: DynamoDBDocumentClient, names: TableNames, signal?: AbortSignal) {
    this.#client = client;
    this.#names = names;
    this.#options = signal === undefined ? {} : { abortSignal: signal };
  }

  /** All rows of a table, in pages of at most 100. */
  async *pages(table: TableId): AsyncGenerator<Row[]> {
    const scan = { TableName: this.#nameOf(table), ConsistentRead: true, Limit: PAGE };
    for await (const { Items = [] } of paginateScan({ client: this.#client }, scan, this.#options))
      yield Items;
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
          this.#options,
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
    const pages = paginateQuery({ client: this.#client }, query, this.#options);
    for await (const { Items = [] } of pages) rows.push(...Items);
    return rows;
  }

  #nameOf(table: TableId): string {
    const [service, id] = table.split(' ') as ['customer' | 'catalog' | 'purchases', string];
    return this.#names(service, id);
  }
}

/** The values of a row's key, as text. */
const textOf = (key: Key, row: Row): string => JSON.stringify(Object.keys(key).map((name) => row[name]));
