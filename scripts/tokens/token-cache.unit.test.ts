import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileCache } from './token-cache.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'token-cache-'));
});
afterEach(() => rm(folder, { recursive: true }));

const [one, other] = [
  { issuer: 'https://one.example', clientId: 'programs' },
  { issuer: 'https://other.example', clientId: 'programs' },
];
const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: 5 };

test('keeps the tokens of each provider in a file that only the user can read', async () => {
  const file = join(folder, 'multidomain', 'tokens.json');
  const cache = fileCache(file);
  expect(await cache.read(one)).toBeUndefined();
  await cache.write(one, tokens);
  await cache.write(other, { accessToken: 'b', expiresAt: 6 });
  expect(await fileCache(file).read(one)).toEqual(tokens);
  expect(await cache.read(other)).toEqual({ accessToken: 'b', expiresAt: 6 });
  expect(await readdir(join(folder, 'multidomain'))).toEqual(['tokens.json']);
  if (process.platform === 'win32') return;
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'multidomain'))).mode & 0o777).toBe(0o700);
});

test('a file that others can read is replaced by one that they cannot', async () => {
  if (process.platform === 'win32') return;
  const file = join(folder, 'tokens.json');
  await writeFile(file, '{}', { mode: 0o644 });
  await fileCache(file).write(one, tokens);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test.each(['', 'half a docu', '[]', '{"https://one.example programs":{}}'])(
  'a damaged file counts as empty: %s',
  async (content) => {
    const file = join(folder, 'tokens.json');
    await writeFile(file, content);
    expect(await fileCache(file).read(one)).toBeUndefined();
  },
);
