import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { StoredTable } from '../storage/stored-table.ts';
import { unknownTable, ValidationException } from '../values/errors.ts';

/** The tables of a store, by name. */
export class Tables {
  readonly #tables: ReadonlyMap<string, StoredTable>;

  constructor(tables: readonly CreateTableCommandInput[]) {
    this.#tables = new Map(tables.map((create) => [String(create.TableName), new StoredTable(create)]));
  }

  /** @throws ResourceNotFoundException if there is no such table */
  get(name: unknown): StoredTable {
    if (typeof name !== 'string') throw new ValidationException('TableName must not be null');
    const table = this.#tables.get(name);
    if (table === undefined) throw unknownTable();
    return table;
  }
}
