import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
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
 * Answers how many invocations were running at once, over all environments: looks until there were `wanted`, however
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

test('runs as many invocations of a function at once as there are cores, and two at least', async () => {
  const wanted = Math.max(2, availableParallelism());
  expect(await mostAtOnce(wanted, {})).toBe(wanted);
});

test('runs no more than the reserved concurrency at once', async () => {
  expect(await mostAtOnce(1, { reservedConcurrency: 1 })).toBe(1);
});

test('keeps one environment when there has been nothing to do for a while', async () => {
  const source = `
    import { setTimeout as pause } from 'node:timers/promises';
    const id = crypto.randomUUID();
    export const handler = async () => { await pause(50); return id; };`;
  const { invoke } = await lambdas.start(source, { idleMs: 20 });
  const environments = async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => invoke({})));
    return new Set(results.map((result) => result.ok && result.payload));
  };
  // A second one starts as soon as there is work for it, and may take longer than the work does.
  const before = await vi.waitFor(
    async () => {
      const started = await environments();
      expect(started.size).toBeGreaterThan(1);
      return started;
    },
    { timeout: 60_000, interval: 1 },
  );
  await vi.waitFor(
    async () => {
      const after = await environments();
      expect([...before].filter((id) => after.has(id))).toHaveLength(1);
    },
    { timeout: 60_000, interval: 200 },
  );
});

test('a reserved concurrency of 0 throttles', async () => {
  const { invoke } = await lambdas.start('export const handler = async () => 1;', { reservedConcurrency: 0 });
  expect(await invoke({})).toMatchObject(failure('TooManyRequestsException'));
});

test('invocations that wait are served in their order', async () => {
  const { invoke } = await lambdas.start(
    'const seen = []; export const handler = async ({ id }) => { seen.push(id); return seen; };',
    { reservedConcurrency: 1 },
  );
  const results = await Promise.all([1, 2, 3, 4, 5].map((id) => invoke({ id })));
  expect(results.at(-1)).toEqual({ ok: true, payload: [1, 2, 3, 4, 5] });
});

test('warm loads the code once, ahead of the first invocation', async () => {
  const { spec, lambda, invoke } = await lambdas.start(
    'const loaded = performance.timeOrigin + performance.now(); export const handler = async () => loaded;',
  );
  await lambda.warm([spec.arn]);
  const warmed = performance.timeOrigin + performance.now();
  const result = await invoke({});
  expect(result.ok && Number(result.payload)).toBeLessThan(warmed);
});

test('close fails what runs and what waits, and further invocations', async () => {
  const { spec, lambda, invoke } = await lambdas.start(
    'export const handler = () => new Promise(() => {});',
    {
      reservedConcurrency: 1,
    },
  );
  await lambda.warm([spec.arn]);
  const open = [invoke({}), invoke({})];
  await lambda.close();
  const stopped = failure('ServiceException', 'orders-api is shutting down');
  expect(await Promise.all([...open, invoke({})])).toEqual([stopped, stopped, stopped]);
});
