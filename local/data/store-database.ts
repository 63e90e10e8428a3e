import { DatabaseSync } from 'node:sqlite';

/** A record to write, its value as JSON; without one it is removed. */
export type Change = readonly [collection: string, key: string, value?: string];

/** Changes that belong together. */
export interface Batch {
  readonly changes: readonly Change[];
  /** Whether to wait until they survive a power failure, too; what nobody waits for may be lost then. */
  readonly durable: boolean;
}

/** The SQLite database of a store: one table of records. */
export interface StoreDatabase {
  /** All records, by collection and key. */
  read(): Map<string, Map<string, unknown>>;
  /** All of the batch, or nothing if it throws. */
  write(batch: Batch): void;
  close(): void;
}

/** Opens a store's database; makes an empty one if there is none. */
export function openDatabase(path: string): StoreDatabase {
  const database = new DatabaseSync(path, { timeout: 5000 });
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS record (collection TEXT, key TEXT, value TEXT, PRIMARY KEY (collection, key))
      WITHOUT ROWID;
  `);
  const put = database.prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM record WHERE collection = ? AND key = ?');
  const all = database.prepare('SELECT collection, key, value FROM record');
  return {
    read() {
      const collections = new Map<string, Map<string, unknown>>();
      for (const row of all.iterate()) {
        const name = String(row['collection']);
        const records = collections.get(name) ?? new Map<string, unknown>();
        collections.set(name, records.set(String(row['key']), JSON.parse(String(row['value']))));
      }
      return collections;
    },
    write({ changes, durable }) {
      database.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}; BEGIN IMMEDIATE`);
      try {
        for (const [collection, key, value] of changes) {
          if (value === undefined) remove.run(collection, key);
          else put.run(collection, key, value);
        }
        database.exec('COMMIT');
      } catch (error) {
        // SQLite has rolled back already after some errors.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => database.close(),
  };
}
