import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { newId } from '../../../shared/values/ids.ts';
import { isRevenue } from '../../../shared/values/revenue.ts';
import type { TableNames } from '../../running/find-tables.ts';

type Json = Record<string, unknown>;
type Table = Parameters<TableNames>;

/** The tables that can be rebuilt, and their keys. */
export const derivedTables: readonly (readonly [Table, readonly string[]])[] = [
  [['customer', 'ProductReplica'], ['id']],
  [['catalog', 'CustomerReplica'], ['id']],
  [['purchases', 'CustomerReplica'], ['id']],
  [['purchases', 'ProductReplica'], ['id']],
  [
    ['customer', 'CustomerSearch'],
    ['term', 'position'],
  ],
  [
    ['catalog', 'ProductSearch'],
    ['term', 'position'],
  ],
  [['catalog', 'ProductSkus'], ['sku']],
  [['customer', 'Counters'], ['counter']],
  [['catalog', 'Counters'], ['counter']],
  [['purchases', 'Counters'], ['counter']],
  [
    ['customer', 'CustomerProduct'],
    ['customerId', 'productId'],
  ],
  [
    ['catalog', 'ProductCustomer'],
    ['customerId', 'productId'],
  ],
  [
    ['customer', 'CountedPurchases'],
    ['pair', 'purchaseId'],
  ],
  [
    ['catalog', 'CountedPurchases'],
    ['pair', 'purchaseId'],
  ],
];

const ownTables: typeof derivedTables = [
  [['customer', 'Customers'], ['customerId']],
  [['catalog', 'Products'], ['productId']],
  [['purchases', 'Purchases'], ['purchaseId']],
];

/** Damages the derived tables of a system. */
export class Damage {
  readonly #client: DynamoDBDocumentClient;
  readonly #names: TableNames;

  constructor(client: DynamoDBDocumentClient, names: TableNames) {
    this.#client = client;
    this.#names = names;
  }

  /** Deletes all rows of these tables. */
  async empty(...tables: readonly Table[]): Promise<void> {
    for (const [table, keys] of derivedTables) {
      if (!tables.some((each) => each.join() === table.join())) continue;
      for (const row of await this.rowsOf(table)) await this.drop(table, keys, row);
    }
  }

  /** Deletes everything, what services own included. */
  async forgetAll(): Promise<void> {
    await this.empty(...derivedTables.map(([table]) => table));
    for (const [table, keys] of ownTables) {
      for (const row of await this.rowsOf(table)) await this.drop(table, keys, row);
    }
  }

  /** Deletes, alters and adds a row in each derived table that has any. @param chosen picks a row of so many. */
  async some(chosen: (count: number) => number): Promise<void> {
    for (const [table, keys] of derivedTables) {
      const rows = await this.rowsOf(table);
      if (rows.length === 0) continue;
      const pick = () => rows[chosen(rows.length)] as Json;
      await this.put(table, altered(pick(), keys));
      await this.drop(table, keys, pick());
      await this.put(table, invented(pick(), keys));
    }
  }

  /** Leaves rows as they were before revenue was counted, and days listed. */
  async forgetRevenue(): Promise<void> {
    const isKnown = (name: string): boolean => name !== 'unitPrice' && name !== 'series' && !isRevenue(name);
    for (const [table] of derivedTables.filter(([[, id]]) =>
      /^(Counters|Counted|CustomerP|ProductC)/.test(id),
    )) {
      for (const row of await this.rowsOf(table)) {
        await this.put(table, Object.fromEntries(Object.entries(row).filter(([name]) => isKnown(name))));
      }
    }
  }

  async rowsOf(table: Table): Promise<Json[]> {
    const rows: Json[] = [];
    const scan = { TableName: this.#names(...table) };
    for await (const { Items = [] } of paginateScan({ client: this.#client }, scan)) rows.push(...Items);
    return rows;
  }

  async put(table: Table, row: Json): Promise<void> {
    await this.#client.send(new PutCommand({ TableName: this.#names(...table), Item: { ...row } }));
  }

  async drop(table: Table, keys: readonly string[], row: Json): Promise<void> {
    const Key = Object.fromEntries(keys.map((key) => [key, row[key]]));
    await this.#client.send(new DeleteCommand({ TableName: this.#names(...table), Key }));
  }
}

const isPlainObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Set);
const mapped = (value: Json, change: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each)]));

/** The row with other numbers and other texts, besides its key and the keys of indexes. */
function altered(row: Json, keys: readonly string[]): Json {
  const kept = [...keys, 'recency', 'board', 'revision', 'removed'];
  const change = (value: unknown): unknown => {
    if (typeof value === 'number') return value + 3;
    if (typeof value === 'string') return `${value}?`;
    if (value instanceof Set) return new Set([...value].map(change));
    return isPlainObject(value) ? mapped(value, change) : value;
  };
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, kept.includes(name) ? value : change(value)]),
  );
}

/** A row of nothing, like another one. */
const invented = (row: Json, keys: readonly string[]): Json => ({
  ...row,
  ...Object.fromEntries(keys.map((key) => [key, inventedKey(key, String(row[key]))])),
  ...('recency' in row ? { recency: `2020-01-01T00:00:00.000Z#${newId()}` } : {}),
});

function inventedKey(key: string, value: string): string {
  switch (key) {
    case 'counter':
      return value.replace(/:.*/, `:${newId()}`).replace(/#\d+$/, '#63');
    case 'pair':
      return `${newId()}#${newId()}`;
    case 'term':
      return value;
    case 'position':
      return `zz\u0000${newId()}`;
    default:
      return newId();
  }
}
