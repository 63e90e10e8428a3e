import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readBackup, writeBackup } from './data/backup.ts';
import { DataFolderError, filesOf, openDataFolder, replaceData } from './data/data-folder.ts';
import { FolderInUseError } from './data/folder-lock.ts';
import { temporaryFolder } from './data/testing/temporary-folder.ts';
import { startRuntime } from './runtime.ts';
import { buildShop } from './testing/build-shop.ts';

let folder = '';
let assemblyDir = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kept-data-'));
  assemblyDir = await buildShop(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The shop on a data folder, until the current test ends or it is closed. */
async function shopOn(data: string, logFile = join(folder, 'functions.log')) {
  const opened = openDataFolder(data);
  const runtime = await startRuntime({ assemblyDir, data: opened.files, logFile, onFunctionError: () => {} });
  const close = async () => {
    await runtime.close();
    opened.close();
  };
  onTestFinished(close);
  const place = (id: string) =>
    fetch(`${runtime.url}/api/orders`, { method: 'POST', body: id }).then(({ status }) => status);
  const find = (id: string) => fetch(`${runtime.url}/api/orders/${id}`).then(({ status }) => status);
  return { close, find, place, runtime };
}

const restore = (backup: string, data: string) => replaceData(data, (files) => readBackup(backup, files));

test('a backup of a running system has all that was accepted before it, and what was under way is completed', async () => {
  const data = temporaryFolder();
  const backup = join(temporaryFolder(), 'backup');
  const shop = await shopOn(data);
  expect(await shop.place('poison')).toBe(202);
  expect(await shop.runtime.whenIdle(10_000)).toBe(true);
  const accepted: string[] = [];
  let isOver = false;
  const placing = (async () => {
    for (let index = 0; !isOver; index += 1) {
      if ((await shop.place(`order-${index}`)) === 202) accepted.push(`order-${index}`);
    }
  })();
  await expect.poll(() => accepted.length, { timeout: 60_000 }).toBeGreaterThan(10);
  const before = [...accepted];
  await writeBackup(filesOf(data), backup);
  isOver = true;
  await placing;
  await shop.close();

  const log = join(folder, 'restored.log');
  const other = temporaryFolder();
  expect(restore(backup, other)).toBeUndefined();
  const restored = await shopOn(other, log);
  expect(await restored.runtime.whenIdle(20_000)).toBe(true);
  for (const id of before) expect(await restored.find(id)).toBe(200);
  expect(restored.runtime.deadLetters()).toMatchObject([{ body: { detail: { orderId: 'poison' } } }]);
  // Of the orders that the backup has, those that the first shop had not projected by then.
  expect(await restored.place('next')).toBe(202);
  expect(await restored.runtime.whenIdle(20_000)).toBe(true);
  const projected = async () =>
    `${await readFile(join(folder, 'functions.log'), 'utf8')}${await readFile(log, 'utf8')}`;
  // The log is written a moment later.
  for (const id of [...before, 'next']) await expect.poll(projected).toContain(` projected ${id}\n`);
  expect(readdirSync(join(backup, '..'))).toEqual(['backup']);
});

test('restoring into a folder keeps its former data beside it, and is refused while the folder is in use', async () => {
  const data = temporaryFolder();
  const backup = join(temporaryFolder(), 'backup');
  const first = await shopOn(data);
  expect(await first.place('before')).toBe(202);
  await writeBackup(filesOf(data), backup);
  expect(await first.place('after')).toBe(202);
  expect(() => restore(backup, data)).toThrow(FolderInUseError);
  await first.close();
  expect(restore(backup, data)).toBe(join(data, 'data-1'));

  const second = await shopOn(data);
  expect([await second.find('before'), await second.find('after')]).toEqual([200, 404]);
});

test('what is no backup, or a damaged one, is refused, and the folder stays as it is', async () => {
  const data = temporaryFolder();
  const shop = await shopOn(data);
  expect(await shop.place('kept')).toBe(202);
  const backup = join(temporaryFolder(), 'backup');
  await writeBackup(filesOf(data), backup);
  await shop.close();
  const bytes = await readFile(backup);
  writeFileSync(backup, bytes.subarray(0, bytes.length / 2));
  expect(() => restore(backup, data)).toThrow(DataFolderError);
  writeFileSync(backup, 'something else');
  expect(() => restore(backup, data)).toThrow(`${backup} is not a backup, or is damaged`);
  expect(await (await shopOn(data)).find('kept')).toBe(200);
});
