import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuildError, createWebPage } from './web-page.ts';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'web-page-'));
});

afterEach(() => rm(root, { recursive: true }));

const never = new AbortController().signal;

/** Writes a file of the project. @param age in seconds. */
async function write(file: string, content = '', age = 0): Promise<void> {
  const path = join(root, file);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  const time = Date.now() / 1000 - age;
  await utimes(path, time, time);
}

test('a page that was never built needs a build', async () => {
  expect(await createWebPage(root).needsBuild()).toBe(true);
});

test('a page that is newer than all of its sources needs no build', async () => {
  await write('web/src/main.tsx', '', 20);
  await write('package-lock.json', '{}', 20);
  await write('web/dist/index.html', '', 10);
  await write('web/dist/assets/a.js');
  expect(await createWebPage(root).needsBuild()).toBe(false);
});

test.each([
  'web/src/shell/shell.tsx',
  'web/index.html',
  'client/call-route.ts',
  'contracts/customer/routes.ts',
  'shared/values/money.ts',
  'package-lock.json',
])('after a change of %s the page needs a build', async (file) => {
  await write('web/dist/index.html', '', 10);
  await write(file);
  expect(await createWebPage(root).needsBuild()).toBe(true);
});

test('after a build the page exists, and needs no build', async () => {
  await write('web/index.html', '<title>Shop</title>', 10);
  const page = createWebPage(root);
  await page.build(never);
  expect((await stat(join(root, 'web/dist/index.html'))).isFile()).toBe(true);
  expect(await page.needsBuild()).toBe(false);
});

test('a build is for production, whatever NODE_ENV is set to', async () => {
  await write('web/index.html', '<script type="module" src="/main.ts"></script>');
  await write('web/main.ts', 'document.title = process.env.NODE_ENV;');
  await createWebPage(root).build(never);
  const [script = ''] = await readdir(join(root, 'web/dist/assets'));
  expect(await readFile(join(root, 'web/dist/assets', script), 'utf8')).toContain('production');
});

test('a build that fails reports the reason', async () => {
  await write('web/index.html', '<script type="module" src="/missing.ts"></script>');
  const build = createWebPage(root).build(never);
  await expect(build).rejects.toThrow(BuildError);
  await expect(build).rejects.toThrow('missing.ts');
});
