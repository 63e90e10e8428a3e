import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openSqliteStore, type SqliteStoreProps } from './sqlite-store.ts';
import { NotWrittenError, type Store } from './store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

function aStore(path: string, props: Partial<SqliteStoreProps> = {}): Store {
  const store = openSqliteStore({ path, ...props });
  onTestFinished(() => store.close());
  return store;
}

const newPath = (): string => join(temporaryFolder(), 'state.db');

/** Makes every write of other connections fail, until the returned function is called. */
function blockWrites(path: string): () => void {
  const database = new DatabaseSync(path);
  database.exec(
    `CREATE TRIGGER full BEFORE INSERT ON record BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END`,
  );
  return () => {
    database.exec('DROP TRIGGER full');
    database.close();
  };
}

test('what has been written and noted is there when the store is opened again', async () => {
  const path = newPath();
  const first = openSqliteStore({ path });
  const cups = first.collection<{ size: number }>('cups');
  await cups.write('a', { size: 1 });
  cups.note('b', { size: 2 });
  cups.note('c', { size: 3 });
  cups.forget('a');
  first.collection('plates').note('a', 'flat');
  await first.close();
  const second = aStore(path);
  expect([...second.collection('cups').kept]).toEqual([
    ['b', { size: 2 }],
    ['c', { size: 3 }],
  ]);
  expect([...second.collection('plates').kept]).toEqual([['a', 'flat']]);
});

test('a write has happened when it resolves, even if the process is killed at once', async () => {
  const path = newPath();
  const script = `
    import { openSqliteStore } from ${JSON.stringify(join(import.meta.dirname, 'sqlite-store.ts'))};
    const cups = openSqliteStore({ path: ${JSON.stringify(path)} }).collection('cups');
    cups.note('before', 1);
    await cups.write('written', 2);
    process.kill(process.pid, 'SIGKILL');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
  await once(child, 'exit');
  expect([...aStore(path).collection('cups').kept.keys()].sort()).toEqual(['before', 'written']);
});

test('a write that fails rejects and is forgotten; what was noted is written once that is possible', async () => {
  const path = newPath();
  const failures: string[] = [];
  const store = openSqliteStore({ path, onFailure: (message) => failures.push(message) });
  const cups = store.collection<number>('cups');
  await cups.write('before', 1);
  const unblock = blockWrites(path);
  cups.note('noted', 2);
  await expect(cups.write('refused', 3)).rejects.toThrow(new NotWrittenError('database or disk is full'));
  await expect(store.saved()).rejects.toThrow(NotWrittenError);
  expect(new Set(failures)).toEqual(new Set(['database or disk is full']));
  unblock();
  await vi.waitFor(() => store.saved());
  await store.close();
  expect([...aStore(path).collection('cups').kept.keys()].sort()).toEqual(['before', 'noted']);
});

test('changes of one turn are written together or not at all', async () => {
  const path = newPath();
  const store = openSqliteStore({ path });
  const [from, to] = [store.collection('from'), store.collection('to')];
  await from.write('a', 1);
  const unblock = blockWrites(path);
  from.forget('a');
  to.note('a', 1);
  await expect(store.saved()).rejects.toThrow(NotWrittenError);
  await store.close();
  unblock();
  const again = aStore(path);
  expect([...again.collection('from').kept.keys()]).toEqual(['a']);
  expect([...again.collection('to').kept.keys()]).toEqual([]);
});
