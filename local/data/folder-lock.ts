import { DatabaseSync } from 'node:sqlite';

/** The folder is in use by another process. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Locks a folder for as long as this process runs: the operating system takes the lock away from a process that ends,
 * however it ends. The lock is that of a SQLite transaction in the file `path`, which also says who holds it.
 * @param folder named in the error
 * @returns how to unlock it, which may be called again
 * @throws FolderInUseError
 */
export function lockFolder(folder: string, path: string): () => void {
  const database = new DatabaseSync(path);
  try {
    begin(database);
    database.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER)');
    database.exec(`DELETE FROM holder; INSERT INTO holder VALUES (${process.pid}); COMMIT`);
    // Others may read who holds the lock, but not begin a transaction that may write.
    begin(database);
  } catch (error) {
    const locked = error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
    const holder = locked && holderIn(database);
    database.close();
    throw locked ? new FolderInUseError(inUse(folder, holder)) : error;
  }
  return () => {
    if (database.isOpen) database.close();
  };
}

const SQLITE_BUSY = 5;

const begin = (database: DatabaseSync): void => database.exec('BEGIN IMMEDIATE');

function holderIn(database: DatabaseSync): unknown {
  try {
    return database.prepare('SELECT pid FROM holder').get()?.['pid'];
  } catch {
    return undefined;
  }
}

function inUse(folder: string, pid: unknown): string {
  const who = pid === undefined ? 'another process' : `process ${pid}`;
  return `${folder} is in use by ${who}. Stop that first, or use another folder: --data DIR.`;
}
