import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchHandlers } from './watch-handlers.ts';

let folder = '';
let outDir = '';
let close: () => Promise<void>;
const built: string[][] = [];
const failures: string[] = [];

const save = async (file: string, text: string): Promise<void> => {
  await mkdir(join(folder, file, '..'), { recursive: true });
  await writeFile(join(folder, file), text);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
  outDir = join(folder, 'out');
  for (const name of ['contracts', 'shared']) await mkdir(join(folder, name));
  await save('shared/price.ts', 'export const price = 1 as number;');
  await save('functions/shop/handlers/sell.ts', sell(1));
  await save('functions/shop/handlers/greet.ts', "export const handler = async () => 'hello';");
  const options = { onBuilt: (changed: readonly string[]) => built.push([...changed]) };
  ({ close } = await watchHandlers({
    folder,
    outDir,
    ...options,
    onFailure: (message) => failures.push(message),
  }));
});

afterEach(async () => {
  await close();
  await rm(folder, { recursive: true });
  built.length = 0;
  failures.length = 0;
});

const sell = (units: number) =>
  `import { price } from '../../../shared/price.ts';\nexport const handler = async () => price * ${units};`;

const bundles = (...names: string[]) => names.map((name) => join(outDir, 'shop', name)).sort();

/** The bundles that have changed since the first build. */
const changedSince = () => built.slice(1).flat().sort();

/** Loads the current bundle of a handler, and returns its result. */
async function resultOf(name: string): Promise<unknown> {
  const url = pathToFileURL(join(outDir, 'shop', name, 'index.mjs'));
  const { handler } = await import(`${url.href}?${built.length}`);
  return handler();
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 20 });

test('the first build bundles every handler', async () => {
  expect(built.map((changed) => changed.sort())).toEqual([bundles('sell', 'greet')]);
  expect([await resultOf('sell'), await resultOf('greet')]).toEqual([1, 'hello']);
  expect(await readdir(join(outDir, 'shop/sell'))).toEqual(['index.mjs', 'index.mjs.map']);
});

test('saving a handler rebuilds its bundle and no other', async () => {
  await save('functions/shop/handlers/sell.ts', sell(3));
  await eventually(() => expect(changedSince()).toEqual(bundles('sell')));
  expect(await resultOf('sell')).toBe(3);
});

test('saving shared code rebuilds only the handlers that use it', async () => {
  await save('shared/price.ts', 'export const price = 5 as number;');
  await eventually(() => expect(changedSince()).toEqual(bundles('sell')));
  expect(await resultOf('sell')).toBe(5);
});

test('a syntax error is reported and keeps the old bundle, until it is fixed', async () => {
  await save('functions/shop/handlers/sell.ts', 'export const handler = ;');
  await eventually(() => expect(failures.join()).toContain('sell.ts'));
  expect(await resultOf('sell')).toBe(1);
  await save('functions/shop/handlers/sell.ts', sell(4));
  await eventually(() => expect(changedSince()).toEqual(bundles('sell')));
  expect(await resultOf('sell')).toBe(4);
});
