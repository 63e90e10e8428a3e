import { copyFileSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { DataFolderError, LAYOUT } from './data-folder.ts';
import { openDatabase } from './store-database.ts';

const STATE = 'state.db';
const TABLES = 'engine.db';

/** All of a database in one step: after each, SQLite would begin anew if somebody has written meanwhile. */
const IN_ONE_STEP = { rate: 2 ** 31 - 1 };

/**
 * Copies the files of a data folder into one SQLite file, while a system may be writing to them: the tables, and beside
 * them what the store remembers. The store is copied first: what a message or a position stands for is in the tables
 * before the message is deleted or the position moves on. So an event may be handled once more after a restore, but
 * none is missing.
 * @param files where the databases are
 * @param target replaced once the backup is complete
 */
export async function writeBackup(files: string, target: string): Promise<void> {
  const [state, unfinished] = [`${target}.state`, `${target}.unfinished`];
  try {
    await copy(join(files, STATE), state);
    await copy(join(files, TABLES), unfinished);
    onDatabase(unfinished, (database) => {
      database.exec('PRAGMA journal_mode = DELETE');
      database.prepare('ATTACH ? AS state').run(state);
      database.exec(`
        BEGIN;
        CREATE TABLE kept_record AS SELECT * FROM state.record;
        CREATE TABLE kept_layout AS SELECT ${LAYOUT} AS layout;
        COMMIT;
      `);
    });
    await rename(unfinished, target);
  } finally {
    for (const path of [state, unfinished]) remove(path);
  }
}

/** Puts a backup into an empty folder. @throws DataFolderError for a file that is none, or is damaged */
export function readBackup(source: string, files: string): void {
  const [state, tables] = [join(files, STATE), join(files, TABLES)];
  copyFileSync(source, tables);
  openDatabase(state).close();
  onDatabase(tables, (database) => {
    checkBackup(source, database);
    database.prepare('ATTACH ? AS state').run(state);
    database.exec(`
      BEGIN;
      INSERT INTO state.record SELECT * FROM kept_record;
      DROP TABLE kept_record;
      DROP TABLE kept_layout;
      COMMIT;
    `);
  });
}

function checkBackup(source: string, database: DatabaseSync): void {
  let layout: unknown;
  try {
    layout = database.prepare('SELECT layout FROM kept_layout').get()?.['layout'];
    const [check] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
    if (check !== 'ok') throw new Error(String(check));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataFolderError(`${source} is not a backup, or is damaged: ${reason}.`);
  }
  if (Number(layout) > LAYOUT) {
    throw new DataFolderError(`${source} was written by a later version. Use that version.`);
  }
}

async function copy(source: string, target: string): Promise<void> {
  remove(target);
  const database = new DatabaseSync(source, { timeout: 5000 });
  try {
    await backup(database, target, IN_ONE_STEP);
  } finally {
    database.close();
  }
}

function onDatabase(path: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(path);
  try {
    work(database);
  } finally {
    database.close();
  }
}

function remove(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}
