import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type DataFolder, DataFolderError, openDataFolder } from './data-folder.ts';
import { FolderInUseError } from './folder-lock.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

function opened(path: string, firstLoad?: string): DataFolder {
  const folder = openDataFolder(path, firstLoad);
  onTestFinished(() => folder.close());
  return folder;
}

/** Opens the folder in another process, which then waits; resolves once it has. */
async function openElsewhere(path: string) {
  const script = `
    import { openDataFolder } from ${JSON.stringify(join(import.meta.dirname, 'data-folder.ts'))};
    openDataFolder(${JSON.stringify(path)});
    console.log('opened');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('a folder that is in use is refused, with the process that uses it and what to do', async () => {
  const path = temporaryFolder();
  const { pid } = await openElsewhere(path);
  expect(() => openDataFolder(path)).toThrow(
    new FolderInUseError(
      `${path} is in use by process ${pid}. Stop that first, or use another folder: --data DIR.`,
    ),
  );
});

test('a folder is free again once it is closed, and when its process was killed', async () => {
  const path = temporaryFolder();
  const child = await openElsewhere(path);
  child.kill('SIGKILL');
  await once(child, 'exit');
  openDataFolder(path).close();
  const folder = opened(path);
  expect(() => openDataFolder(path)).toThrow(`in use by process ${process.pid}`);
  expect(existsSync(folder.files)).toBe(true);
});

test('a new folder is made, and knows what is to be loaded until that is done', () => {
  const path = join(temporaryFolder(), 'shop', 'data');
  const first = openDataFolder(path, 'samples');
  expect(first).toMatchObject({ path, loading: 'samples' });
  first.close();
  const interrupted = openDataFolder(path);
  expect(interrupted.loading).toBe('samples');
  interrupted.loaded();
  interrupted.close();
  expect(opened(path, 'samples').loading).toBeUndefined();
});

test('a folder of a later version is refused', () => {
  const path = temporaryFolder();
  openDataFolder(path).close();
  const file = join(path, 'current.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"layout": 1', '"layout": 2'));
  expect(() => openDataFolder(path)).toThrow(DataFolderError);
  expect(() => openDataFolder(path)).toThrow(
    'written by a later version (layout 2, and this version knows 1)',
  );
  writeFileSync(file, '{');
  expect(() => openDataFolder(path)).toThrow('current.json does not say where the data are');
});
