import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { INPUTS } from './inputs.ts';
import { type KeptAssemblies, keptAssemblies } from './kept-assemblies.ts';

let root = '';
let assemblies: KeptAssemblies;

/** Writes the context that it gets, and counts its runs in `runs`. */
const APP = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
const { CDK_OUTDIR, CDK_CONTEXT_JSON } = process.env;
mkdirSync(CDK_OUTDIR);
writeFileSync(CDK_OUTDIR + '/manifest.json', CDK_CONTEXT_JSON);
appendFileSync('runs', '.');`;

/** A project as small as it can be. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kept-assemblies-'));
  save('infra/app.ts', APP);
  save('cdk.json', '{ "context": {} }');
  save('functions/shop/domain/order.ts', 'export const maximum = 1;');
  assemblies = keptAssemblies(root);
});

afterEach(() => rm(root, { recursive: true }));

function save(file: string, content: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

const remove = (file: string) => rmSync(join(root, file));
const runs = () => readFileSync(join(root, 'runs'), 'utf8').length;
const kept = () => readdirSync(join(root, '.local/assemblies'));

test('an assembly is found again while nothing has changed', async () => {
  expect(assemblies.find()).toBeUndefined();
  const assemblyDir = await assemblies.make();
  expect(JSON.parse(readFileSync(join(assemblyDir, 'manifest.json'), 'utf8'))).toEqual({
    target: 'embedded',
  });
  expect(assemblies.find()).toBe(assemblyDir);
  expect(keptAssemblies(root).find()).toBe(assemblyDir);
});

test('an assembly is found again whatever the times of its sources are', async () => {
  const assemblyDir = await assemblies.make();
  save('functions/shop/domain/order.ts', 'export const maximum = 1;');
  utimesSync(join(root, 'infra/app.ts'), 1, 1);
  expect(assemblies.find()).toBe(assemblyDir);
});

const CHANGES: readonly [string, () => void][] = [
  ['a changed file', () => save('functions/shop/domain/order.ts', 'export const maximum = 2;')],
  ['a new file', () => save('functions/shop/domain/price.ts', '')],
  ['a deleted file', () => remove('functions/shop/domain/order.ts')],
  [
    'a renamed file',
    () => {
      remove('functions/shop/domain/order.ts');
      save('functions/shop/domain/orders.ts', 'export const maximum = 1;');
    },
  ],
  ['the context of cdk.json', () => save('cdk.json', '{ "context": { "stage": "other" } }')],
  ['a variable of the CDK', () => vi.stubEnv('CDK_VALIDATION', 'false')],
  ["a variable of Node's", () => vi.stubEnv('NODE_OPTIONS', '--no-warnings')],
  ['another Node', () => vi.spyOn(process, 'version', 'get').mockReturnValue('v99.0.0')],
  ...INPUTS.map((input): [string, () => void] => [
    input,
    () => save(/\.[a-z]+$/.test(input) ? input : `${input}/new.ts`, '{ "any": "other" }'),
  ]),
];

test.each(CHANGES)('a new assembly is made after a change: %s', async (_, change) => {
  Object.defineProperty(process, 'version', { get: () => 'v24', configurable: true });
  await assemblies.make();
  change();
  try {
    expect(assemblies.find()).toBeUndefined();
  } finally {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  }
});

test('each context has an assembly of its own', async () => {
  const open = await assemblies.make({ authorization: 'open' });
  expect(assemblies.find()).toBeUndefined();
  expect(assemblies.find({ authorization: 'cognito' })).toBeUndefined();
  expect(assemblies.find({ authorization: 'open' })).toBe(open);
  expect(JSON.parse(readFileSync(join(open, 'manifest.json'), 'utf8')).authorization).toBe('open');
});

test('nothing remains of a synthesis that fails', async () => {
  save('infra/app.ts', `${APP}\nprocess.exit(1);`);
  await expect(assemblies.make()).rejects.toThrow('exited with code 1');
  expect(assemblies.find()).toBeUndefined();
  expect(kept()).toEqual([]);
});

test('nothing remains of a synthesis that is stopped', async () => {
  save('infra/app.ts', `${APP}\nsetInterval(() => {}, 1000);`);
  const stop = new AbortController();
  const made = assemblies.make({}, stop.signal);
  const stopped = expect(made).rejects.toThrow('aborted');
  await vi.waitFor(() => expect(runs()).toBe(1), { timeout: 60_000 });
  stop.abort();
  await stopped;
  expect(kept()).toEqual([]);
});

test('what a killed process has left is never found, and is removed with the next synthesis', async () => {
  save('.local/assemblies/unfinished-abcdef/assembly/manifest.json', '{}');
  save('.local/assemblies/unfinished-abcdef/users/99999999', '');
  expect(assemblies.find()).toBeUndefined();
  await assemblies.make();
  expect(kept().filter((name) => name.startsWith('unfinished'))).toEqual([]);
});

test('the app is run again if a source is saved meanwhile, even if it then is as it was', async () => {
  // Only the first run saves the source.
  save(
    'infra/app.ts',
    `import { existsSync, readFileSync } from 'node:fs';\nconst first = !existsSync('runs');${APP}
    const source = 'functions/shop/domain/order.ts';
    if (first) writeFileSync(source, readFileSync(source));`,
  );
  expect(assemblies.find()).toBeUndefined();
  const assemblyDir = await assemblies.make();
  expect(runs()).toBe(2);
  expect(assemblies.find()).toBe(assemblyDir);
});

test.each<[string, (assemblyDir: string) => void]>([
  ['a changed file', (assemblyDir) => writeFileSync(join(assemblyDir, 'manifest.json'), '{}')],
  ['a missing file', (assemblyDir) => rmSync(join(assemblyDir, 'manifest.json'))],
  ['an added file', (assemblyDir) => writeFileSync(join(assemblyDir, 'more.json'), '{}')],
  ['no note of its contents', (assemblyDir) => rmSync(join(assemblyDir, '../contents'))],
])('an assembly that is not as it was made is made again: %s', async (_, damage) => {
  const assemblyDir = await assemblies.make();
  damage(assemblyDir);
  expect(assemblies.find()).toBeUndefined();
  expect(await assemblies.make()).toBe(assemblyDir);
  expect(readdirSync(assemblyDir)).toEqual(['manifest.json']);
  expect(assemblies.find()).toBe(assemblyDir);
});

test('two that make the same assembly at once both get it', async () => {
  const [one, other] = await Promise.all([assemblies.make(), assemblies.make()]);
  expect(other).toBe(one);
  expect(kept()).toHaveLength(1);
});

test('the four that were used last are kept, and those that a process uses', async () => {
  for (let n = 0; n <= 6; n += 1) {
    const assemblyDir = await assemblies.make({ n });
    if (n > 0) endUseOf(assemblyDir);
    // A second apart, since file systems may not tell closer times apart.
    utimesSync(dirname(assemblyDir), n, n);
  }
  await assemblies.make({ n: 7 });
  const left = [0, 1, 2, 3, 4, 5, 6, 7].filter((n) => assemblies.find({ n }) !== undefined);
  expect(left).toEqual([0, 4, 5, 6, 7]);
});

/** As if the process that uses it had ended. */
function endUseOf(assemblyDir: string): void {
  const users = join(assemblyDir, '../users');
  rmSync(join(users, String(process.pid)));
  // No process can have such an id.
  writeFileSync(join(users, '99999999'), '');
}
