import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { FunctionSpec } from '../../model.ts';
import { TestLambda } from './testing/test-lambda.ts';

const lambdas = new TestLambda();

afterEach(() => lambdas.stop());
afterAll(() => lambdas.remove());

const failure = (type: string, message: unknown = expect.any(String)) => ({
  ok: false,
  error: { type, message },
});

/**
 * Returns how many invocations were running at once, in all environments. It watches until there were `wanted`, however
 * long the environments take to start, and a little longer.
 */
const GAUGE = `
  import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
  import { setTimeout as pause } from 'node:timers/promises';
  export const handler = async ({ id, gauge, wanted }) => {
    mkdirSync(gauge + '/running/' + id);
    let most = 0;
    for (let more = 40; more > 0; more -= existsSync(gauge + '/seen') ? 1 : 0) {
      most = Math.max(most, readdirSync(gauge + '/running').length);
      if (most >= wanted) mkdirSync(gauge + '/seen', { recursive: true });
      await pause(5);
    }
    rmdirSync(gauge + '/running/' + id);
    return most;
  };`;

async function mostAtOnce(wanted: number, changes: Partial<FunctionSpec>): Promise<number> {
  const gauge = await mkdtemp(join(tmpdir(), 'gauge-'));
  await mkdir(join(gauge, 'running'));
  const { invoke } = await lambdas.start(GAUGE, { timeoutSeconds: 100, ...changes });
  const results = await Promise.all(Array.from({ length: 12 }, (_, id) => invoke({ id, gauge, wanted })));
  await rm(gauge, { recursive: true });
  return Math.max(...results.map((result) => (result.ok ? Number(result.payload) : Number.NaN)));
}

test('runs as many invocations of a function at once as there are cores, but at least two', async () => {
  const wanted = Math.max(2, availableParallelism());
  expect(await mostAtOnce(wanted, {})).toBe(wanted);
});

test('runs no more than the reserved concurrency at once', async () => {
  expect(await mostAtOnce(1, { reservedConcurrency: 1 })).toBe(1);
});

/** How many environments are running. */
const running = () => lambdas.environments.filter(({ ended }) => !ended).length;

const IDLE_MS = 30_000;
/** How long an invocation waits for a busy environment until another is started. */
const PATIENCE_MS = 150;

/** Returns what invokes a function that has two idle environments; the clock stands still. */
async function twoEnvironments() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const source = `
    import { existsSync } from 'node:fs';
    import { setImmediate as pause } from 'node:timers/promises';
    export const handler = async ({ until }) => { while (until && !existsSync(until)) await pause(); };`;
  const { spec, lambda, invoke } = await lambdas.start(source, { idleMs: IDLE_MS, timeoutSeconds: 900 });
  const until = join(spec.codePath, 'go-on');
  const begun = Promise.withResolvers<void>();
  const first = lambda.invoke(spec.arn, { until }, begun.resolve);
  await begun.promise;
  const second = invoke({});
  await new Promise(setImmediate);
  vi.advanceTimersByTime(PATIENCE_MS - 1);
  expect(running()).toBe(1);
  vi.advanceTimersByTime(1);
  await second;
  await writeFile(until, '');
  await first;
  expect(running()).toBe(2);
  return invoke;
}

test('an environment ends once it has been idle for a while; the next invocation starts another', async () => {
  const invoke = await twoEnvironments();
  vi.advanceTimersByTime(IDLE_MS - 1);
  expect(running()).toBe(2);
  vi.advanceTimersByTime(1);
  expect(running()).toBe(0);
  expect(await invoke({})).toMatchObject({ ok: true });
  expect(running()).toBe(1);
});

test('of two environments, the one that has no work ends', async () => {
  const invoke = await twoEnvironments();
  for (const expected of [2, 2, 1, 1]) {
    vi.advanceTimersByTime(IDLE_MS / 3);
    await invoke({});
    vi.advanceTimersByTime(1);
    expect(running()).toBe(expected);
  }
});

test('an environment that crashes while it is idle takes no further invocation', async () => {
  const { invoke } = await lambdas.start(
    'export const handler = async ({ crash }) => { if (crash) setImmediate(() => process.exit(3)); return 1; };',
  );
  await invoke({ crash: true });
  await expect.poll(running).toBe(0);
  expect(await invoke({})).toEqual({ ok: true, payload: 1 });
});

test('a reserved concurrency of 0 throttles', async () => {
  const { invoke } = await lambdas.start('export const handler = async () => 1;', { reservedConcurrency: 0 });
  expect(await invoke({})).toMatchObject(failure('TooManyRequestsException'));
});

test('waiting invocations run in order', async () => {
  const { invoke } = await lambdas.start(
    'const seen = []; export const handler = async ({ id }) => { seen.push(id); return seen; };',
    { reservedConcurrency: 1 },
  );
  const results = await Promise.all([1, 2, 3, 4, 5].map((id) => invoke({ id })));
  expect(results.at(-1)).toEqual({ ok: true, payload: [1, 2, 3, 4, 5] });
});

/** Runs until the folder `end` exists; it makes the folder `running`. */
const UNTIL = `
  import { existsSync, mkdirSync } from 'node:fs';
  import { setTimeout as pause } from 'node:timers/promises';
  export const handler = async ({ running, end }) => {
    mkdirSync(running, { recursive: true });
    while (!existsSync(end)) await pause(5);
  };`;

test('an invocation says when it begins, which is not while it waits', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'until-'));
  const places = { running: join(folder, 'running'), end: join(folder, 'end') };
  const { lambda, spec } = await lambdas.start(UNTIL, { reservedConcurrency: 1, timeoutSeconds: 100 });
  const begun: number[] = [];
  const invocations = [1, 2].map((n) => lambda.invoke(spec.arn, places, () => begun.push(n)));
  await vi.waitFor(() => expect(existsSync(places.running)).toBe(true), { timeout: 60_000 });
  expect(begun).toEqual([1]);
  await mkdir(places.end);
  await Promise.all(invocations);
  expect(begun).toEqual([1, 2]);
  await rm(folder, { recursive: true });
});

test('after close, running, waiting and new invocations fail', async () => {
  const { lambda, invoke } = await lambdas.start(
    'export const handler = async ({ started }) => started || new Promise(() => {});',
    { reservedConcurrency: 1 },
  );
  await invoke({ started: true });
  const open = [invoke({}), invoke({})];
  await lambda.close();
  const stopped = failure('ServiceException', 'orders-api is shutting down');
  expect(await Promise.all([...open, invoke({})])).toEqual([stopped, stopped, stopped]);
});

test('changed code runs from the next invocation on; invocations in progress finish with the old code', async () => {
  const source = (version: number) => `
    import { existsSync } from 'node:fs';
    import { setTimeout as pause } from 'node:timers/promises';
    let count = 0;
    export const handler = async ({ until }) => {
      while (until && !existsSync(until)) await pause(5);
      count += 1;
      return 'version ${version}, invocation ' + count;
    };`;
  const { spec, lambda, invoke } = await lambdas.start(source(1), { timeoutSeconds: 100 });
  const until = join(spec.codePath, 'go-on');
  expect(await invoke({})).toMatchObject({ payload: 'version 1, invocation 1' });
  const inProgress = invoke({ until });
  await writeFile(join(spec.codePath, 'index.mjs'), source(2));
  lambda.renew(['/another/folder']);
  lambda.renew([spec.codePath]);
  expect(await invoke({})).toMatchObject({ payload: 'version 2, invocation 1' });
  await writeFile(until, '');
  expect(await inProgress).toMatchObject({ payload: 'version 1, invocation 2' });
  expect(await invoke({})).toMatchObject({ payload: expect.stringMatching(/^version 2/) });
});

test('code that changes while it is being loaded is reloaded', async () => {
  const { spec, lambda, invoke } = await lambdas.start("export const handler = async () => 'old';");
  const first = invoke({});
  await writeFile(join(spec.codePath, 'index.mjs'), "export const handler = async () => 'new';");
  lambda.renew([spec.codePath]);
  expect(await first).toMatchObject({ payload: 'new' });
});

test('a function whose new code cannot be loaded fails until it can', async () => {
  const { spec, lambda, invoke } = await lambdas.start("export const handler = async () => 'old';");
  await invoke({});
  const change = async (code: string) => {
    await writeFile(join(spec.codePath, 'index.mjs'), code);
    lambda.renew([spec.codePath]);
  };
  await change('export const handler = ');
  expect(await invoke({})).toMatchObject({ ok: false });
  await change("export const handler = async () => 'fixed';");
  expect(await invoke({})).toMatchObject({ payload: 'fixed' });
});
