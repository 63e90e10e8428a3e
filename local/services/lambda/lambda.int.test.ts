import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { Activity } from '../../activity.ts';
import type { FunctionSpec } from '../../template/model.ts';
import { credentialsOf } from './credentials.ts';
import { aFunction, memoryLog, removeCode } from './function-fixture.ts';
import { createLambda, type Lambda } from './lambda.ts';

const endpoint = 'http://127.0.0.1:4999';
const log = memoryLog();
const activity = new Activity();
const functions: FunctionSpec[] = [];
let compileCachePath = '';
let lambda: Lambda | undefined;

beforeAll(async () => {
  compileCachePath = await mkdtemp(join(tmpdir(), 'compile-cache-'));
});

afterEach(async () => {
  await lambda?.close();
  log.lines.length = 0;
});

afterAll(async () => {
  await removeCode(functions);
  await rm(compileCachePath, { recursive: true });
});

/** Starts Lambda with one function and returns how to invoke it. */
async function running(source: string, changes: Partial<FunctionSpec> = {}) {
  const spec = await aFunction(source, changes);
  functions.push(spec);
  lambda = createLambda({ functions: [spec], endpoint, log, activity, compileCachePath });
  const { invoke } = lambda;
  return { spec, invoke: (event: unknown) => invoke(spec.arn, event) };
}

const failure = (type: string, message: unknown = expect.any(String)) => ({
  ok: false,
  error: { type, message },
});

test('answers what the handler returns, through JSON in both directions', async () => {
  const { invoke } = await running(
    'export const handler = async (event) => ({ event, when: new Date(0), none: undefined });',
  );
  expect(await invoke({ at: new Date(5), left: undefined })).toEqual({
    ok: true,
    payload: { event: { at: '1970-01-01T00:00:00.005Z' }, when: '1970-01-01T00:00:00.000Z' },
  });
});

test('answers null when the handler returns nothing', async () => {
  const { invoke } = await running('export const handler = async () => {};');
  expect(await invoke({})).toEqual({ ok: true, payload: null });
});

test('refuses an answer that is not JSON and goes on', async () => {
  const { invoke } = await running('export const handler = async (event) => event.big ? 1n : "fine";');
  expect(await invoke({ big: true })).toMatchObject(failure('Runtime.MarshalError'));
  expect(await invoke({})).toEqual({ ok: true, payload: 'fine' });
});

test('gives each function its own environment and nothing of this process', async () => {
  vi.stubEnv('SECRET_OF_THE_PARENT', 'x');
  const { spec, invoke } = await running('export const handler = async () => process.env;', {
    environment: { TABLE_NAME: 'orders', AWS_REGION: 'mars' },
  });
  const { accessKeyId, secretAccessKey, sessionToken } = credentialsOf(spec.arn);
  const result = await invoke({});
  vi.unstubAllEnvs();
  expect(result).toMatchObject({
    ok: true,
    payload: {
      TABLE_NAME: 'orders',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'orders-api',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      TZ: 'UTC',
      _HANDLER: 'index.handler',
      LAMBDA_TASK_ROOT: spec.codePath,
    },
  });
  expect(JSON.stringify(result)).not.toContain('SECRET_OF_THE_PARENT');
});

test('a change of process.env stays in its function', async () => {
  const [first, second] = await Promise.all([
    aFunction('export const handler = async () => { process.env.MARK = "1"; };', { name: 'first' }),
    aFunction('export const handler = async () => process.env.MARK ?? "unset";', { name: 'second' }),
  ]);
  functions.push(first, second);
  lambda = createLambda({ functions: [first, second], endpoint, log, compileCachePath });
  await lambda.invoke(first.arn, {});
  expect(await lambda.invoke(second.arn, {})).toEqual({ ok: true, payload: 'unset' });
  expect(process.env['MARK']).toBeUndefined();
});

test('the context names the invocation, the function and the time left', async () => {
  const { spec, invoke } = await running(
    'export const handler = async (_, context) => ({ ...context, left: context.getRemainingTimeInMillis() });',
  );
  const [first, second] = [await invoke({}), await invoke({})];
  expect(first).toMatchObject({
    payload: { functionName: spec.name, memoryLimitInMB: '128', invokedFunctionArn: spec.arn },
  });
  const seen = [first, second].map((result) => {
    if (!result.ok) throw new Error(result.error.message);
    return result.payload as { awsRequestId: string; left: number };
  });
  expect(new Set(seen.map(({ awsRequestId }) => awsRequestId)).size).toBe(2);
  for (const { left } of seen) expect(left).toBeGreaterThan(4000);
});

test("a handler's error keeps its name and message, and the environment", async () => {
  const { invoke } = await running(`
    let count = 0;
    export const handler = async () => { if (count++ === 0) throw new RangeError('too far'); return count; };`);
  expect(await invoke({})).toEqual(failure('RangeError', 'too far'));
  expect(await invoke({})).toEqual({ ok: true, payload: 2 });
  expect(log.lines[0]).toContain('"errorMessage":"too far"');
});

test('ends an invocation at its timeout, and the next one gets a fresh environment', async () => {
  const { invoke } = await running(
    `let count = 0;
     export const handler = async ({ hang }) => { count++; if (hang) for (;;); return count; };`,
    { timeoutSeconds: 1 },
  );
  expect(await invoke({ hang: true })).toEqual(
    failure('Sandbox.Timedout', 'Task timed out after 1.00 seconds'),
  );
  expect(await invoke({})).toEqual({ ok: true, payload: 1 });
  expect(log.lines.join('\n')).toContain('orders-api {"level":"ERROR"');
});

test.each([
  ['process.exit(7)', 'Runtime.ExitError', 'Runtime exited with error: exit status 7'],
  ['process.exit(0)', 'Runtime.ExitError', 'Runtime exited without providing a reason'],
  ['await new Promise(() => setImmediate(() => { throw new TypeError("stray"); }))', 'TypeError', 'stray'],
  [
    'Promise.reject(new Error("forgotten")); await new Promise(() => {})',
    'Runtime.UnhandledPromiseRejection',
    'Error: forgotten',
  ],
])('%s fails that invocation only', async (statement, type, message) => {
  const { invoke } = await running(
    `export const handler = async ({ crash }) => { if (crash) { ${statement}; } return 'fine'; };`,
  );
  expect(await invoke({ crash: true })).toEqual(failure(type, message));
  expect(await invoke({})).toEqual({ ok: true, payload: 'fine' });
  expect(log.lines.join('\n')).toContain(`"errorType":"${type}"`);
});

test('a function that uses more than its memory is ended, this process is not', async () => {
  const { invoke } = await running(
    `export const handler = async ({ fill }) => {
       const kept = [];
       while (fill) kept.push(new Array(1000).fill({}).map((_, i) => ({ i })));
       return 'fine';
     };`,
    { memoryMb: 32, timeoutSeconds: 20 },
  );
  expect(await invoke({ fill: true })).toMatchObject(failure('Runtime.OutOfMemory'));
  expect(await invoke({})).toEqual({ ok: true, payload: 'fine' });
});

test.each([
  ['missing.handler', 'export const handler = async () => 1;', 'Runtime.ImportModuleError'],
  ['index.missing', 'export const handler = async () => 1;', 'Runtime.HandlerNotFound'],
  [
    'index.handler',
    'export const handler = (event, context, callback) => callback();',
    'Runtime.CallbackHandlerDeprecated',
  ],
  ['index.handler', 'throw new URIError("no configuration");', 'URIError'],
  ['index.handler', 'export const = ;', 'SyntaxError'],
])('%s in "%s" is %s, for every invocation', async (handler, source, type) => {
  const { invoke } = await running(source, { handler });
  const results = await Promise.all([invoke({}), invoke({})]);
  expect(results).toMatchObject([failure(type), failure(type)]);
});

test('loads CommonJS as Lambda does', async () => {
  const { writeFile } = await import('node:fs/promises');
  const spec = await aFunction('');
  functions.push(spec);
  await rm(join(spec.codePath, 'index.mjs'));
  await writeFile(join(spec.codePath, 'index.cjs'), 'exports.handler = async () => "common";');
  lambda = createLambda({ functions: [spec], endpoint, log, compileCachePath });
  expect(await lambda.invoke(spec.arn, {})).toEqual({ ok: true, payload: 'common' });
});

/** Answers how many invocations were running at once, over all environments. */
const GAUGE = `
  import { mkdirSync, readdirSync, rmdirSync } from 'node:fs';
  import { setTimeout as pause } from 'node:timers/promises';
  export const handler = async ({ id, gauge }) => {
    mkdirSync(gauge + '/' + id);
    let most = 0;
    for (let i = 0; i < 40; i++) { most = Math.max(most, readdirSync(gauge).length); await pause(5); }
    rmdirSync(gauge + '/' + id);
    return most;
  };`;

async function mostAtOnce(changes: Partial<FunctionSpec>): Promise<number> {
  const gauge = await mkdtemp(join(tmpdir(), 'gauge-'));
  const { invoke } = await running(GAUGE, changes);
  const results = await Promise.all(Array.from({ length: 12 }, (_, id) => invoke({ id, gauge })));
  await rm(gauge, { recursive: true });
  return Math.max(...results.map((result) => (result.ok ? Number(result.payload) : Number.NaN)));
}

test('runs up to four invocations of a function at once', async () => {
  expect(await mostAtOnce({})).toBe(4);
});

test('runs no more than the reserved concurrency at once', async () => {
  expect(await mostAtOnce({ reservedConcurrency: 1 })).toBe(1);
});

test('a reserved concurrency of 0 throttles', async () => {
  const { invoke } = await running('export const handler = async () => 1;', { reservedConcurrency: 0 });
  expect(await invoke({})).toMatchObject(failure('TooManyRequestsException'));
});

test('invocations that wait are served in their order', async () => {
  const { invoke } = await running(
    'const seen = []; export const handler = async ({ id }) => { seen.push(id); return seen; };',
    { reservedConcurrency: 1 },
  );
  const results = await Promise.all([1, 2, 3, 4, 5].map((id) => invoke({ id })));
  expect(results.at(-1)).toEqual({ ok: true, payload: [1, 2, 3, 4, 5] });
});

test('every line the function writes goes to the log with its name', async () => {
  const { invoke } = await running(
    `export const handler = async () => { console.log('one\\ntwo'); console.error('three'); };`,
  );
  await invoke({});
  await vi.waitFor(() =>
    expect([...log.lines].sort()).toEqual(['orders-api one', 'orders-api three', 'orders-api two']),
  );
});

test('an event over 6 MB is refused before the function sees it', async () => {
  const { invoke } = await running('export const handler = async () => 1;');
  expect(await invoke({ text: 'x'.repeat(6 * 1024 * 1024) })).toMatchObject(
    failure('RequestTooLargeException'),
  );
});

test('an answer over 6 MB is an error', async () => {
  const { invoke } = await running('export const handler = async () => "x".repeat(6 * 1024 * 1024);');
  expect(await invoke({})).toMatchObject(failure('Function.ResponseSizeTooLarge'));
});

test('an unknown function is an error that names it', async () => {
  const { spec } = await running('export const handler = async () => 1;');
  const result = await lambda?.invoke(`${spec.arn}-2`, {});
  expect(result).toEqual(
    failure('ResourceNotFoundException', expect.stringContaining('function:orders-api-2')),
  );
});

test('an invocation is activity until it is answered', async () => {
  const { invoke } = await running('export const handler = async () => 1;');
  const answer = invoke({});
  expect(activity.open).toBe(1);
  await answer;
  expect(activity.open).toBe(0);
});

test('warm loads the code once, ahead of the first invocation', async () => {
  const { spec, invoke } = await running(
    'const loaded = performance.timeOrigin + performance.now(); export const handler = async () => loaded;',
  );
  await lambda?.warm([spec.arn]);
  const warmed = performance.timeOrigin + performance.now();
  const result = await invoke({});
  expect(result.ok && Number(result.payload)).toBeLessThan(warmed);
});

test('close fails what runs and what waits, and further invocations', async () => {
  const { spec, invoke } = await running('export const handler = () => new Promise(() => {});', {
    reservedConcurrency: 1,
  });
  await lambda?.warm([spec.arn]);
  const open = [invoke({}), invoke({})];
  await lambda?.close();
  const stopped = failure('ServiceException', 'orders-api is shutting down');
  expect(await Promise.all([...open, invoke({})])).toEqual([stopped, stopped, stopped]);
});
