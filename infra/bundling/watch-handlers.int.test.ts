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

/** What has changed in the builds since the first. */
const changedSince = () => built.slice(1).flat().sort();

/** What a handler answers that is loaded now. */
async function answerOf(name: string): Promise<unknown> {
  const url = pathToFileURL(join(outDir, 'shop', name, 'index.mjs'));
  const { handler } = await import(`${url.href}?${built.length}`);
  return handler();
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 20 });

test('every handler is bundled first', async () => {
  expect(built.map((changed) => changed.sort())).toEqual([bundles('sell', 'greet')]);
  expect([await answerOf('sell'), await answerOf('greet')]).toEqual([1, 'hello']);
  expect(await readdir(join(outDir, 'shop/sell'))).toEqual(['index.mjs', 'index.mjs.map']);
});

test('a handler that is saved is bundled again, and no other one has changed', async () => {
  await save('functions/shop/handlers/sell.ts', sell(3));
  await eventually(() => expect(changedSince()).toEqual(bundles('sell')));
  expect(await answerOf('sell')).toBe(3);
});

test('a change of shared code changes the handlers that use it', async () => {
  await save('shared/price.ts', 'export const price = 5 as number;');
  await eventually(() => expect(changedSince()).toEqual(bundles('sell')));
  expect(await answerOf('sell')).toBe(5);
});

test('a mistake is told, the bundles stay, and the next save mends it', async () => {
  await save('functions/shop/handlers/sell.ts', 'export const handler = ;');
  await eventually(() => expect(failures.join()).toContain('sell.ts'));
  expect(await answerOf('sell')).toBe(1);
  await save('functions/shop/handlers/sell.ts', sell(4));
  await eventually(() => expect(changedSince()).toEqual(bundles('sell')));
  expect(await answerOf('sell')).toBe(4);
});
