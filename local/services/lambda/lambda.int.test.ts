import { close, open } from 'node:inspector';
import { afterAll, afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { credentialsOf } from './credentials.ts';
import { TestLambda } from './testing/test-lambda.ts';

const lambdas = new TestLambda();

afterEach(() => lambdas.stop());
afterAll(() => lambdas.remove());

const failure = (type: string, message: unknown = expect.any(String)) => ({
  ok: false,
  error: { type, message },
});

test('returns the handler’s result; event and result are converted to JSON and back', async () => {
  const { invoke } = await lambdas.start(
    'export const handler = async (event) => ({ event, when: new Date(0), none: undefined });',
  );
  expect(await invoke({ at: new Date(5), left: undefined })).toEqual({
    ok: true,
    payload: { event: { at: '1970-01-01T00:00:00.005Z' }, when: '1970-01-01T00:00:00.000Z' },
  });
});

test('returns null if the handler returns nothing', async () => {
  const { invoke } = await lambdas.start('export const handler = async () => {};');
  expect(await invoke({})).toEqual({ ok: true, payload: null });
});

test('rejects a result that is not JSON, and keeps running', async () => {
  const { invoke } = await lambdas.start('export const handler = async (event) => event.big ? 1n : "fine";');
  expect(await invoke({ big: true })).toMatchObject(failure('Runtime.MarshalError'));
  expect(await invoke({})).toEqual({ ok: true, payload: 'fine' });
});

test('gives each function its own environment variables, and none of this process', async () => {
  vi.stubEnv('SECRET_OF_THE_PARENT', 'x');
  const { spec, invoke } = await lambdas.start('export const handler = async () => process.env;', {
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
      AWS_ENDPOINT_URL: lambdas.endpoint,
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

test('a change of process.env only affects its own function', async () => {
  const first = await lambdas.start('export const handler = async () => { process.env.MARK = "1"; };');
  const second = await lambdas.start('export const handler = async () => process.env.MARK ?? "unset";');
  await first.invoke({});
  expect(await second.invoke({})).toEqual({ ok: true, payload: 'unset' });
  expect(process.env['MARK']).toBeUndefined();
});

test('the context has the request id, the function and the remaining time', async () => {
  const { spec, invoke } = await lambdas.start(
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

test('an error of a handler keeps its name and message, and the environment is reused', async () => {
  const { invoke } = await lambdas.start(`
    let count = 0;
    export const handler = async () => { if (count++ === 0) throw new RangeError('too far'); return count; };`);
  expect(await invoke({})).toEqual(failure('RangeError', 'too far'));
  expect(await invoke({})).toEqual({ ok: true, payload: 2 });
  expect(lambdas.lines[0]).toContain('"errorMessage":"too far"');
});

test('ends an invocation at its timeout, and the next one gets a fresh environment', async () => {
  const { invoke } = await lambdas.start(
    `let count = 0;
     export const handler = async ({ hang }) => { count++; if (hang) for (;;); return count; };`,
    { timeoutSeconds: 1 },
  );
  expect(await invoke({ hang: true })).toEqual(
    failure('Sandbox.Timedout', 'Task timed out after 1.00 seconds'),
  );
  expect(await invoke({})).toEqual({ ok: true, payload: 1 });
  expect(lambdas.lines.join('\n')).toContain('orders-api {"level":"ERROR"');
});

test('an invocation has no timeout while a debugger may be attached', async () => {
  open(0, '127.0.0.1');
  onTestFinished(() => close());
  const { invoke } = await lambdas.start(
    `import { setTimeout as pause } from 'node:timers/promises';
     export const handler = async () => { await pause(1200); return 'answered'; };`,
    { timeoutSeconds: 1 },
  );
  expect(await invoke({})).toEqual({ ok: true, payload: 'answered' });
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
  const { invoke } = await lambdas.start(
    `export const handler = async ({ crash }) => { if (crash) { ${statement}; } return 'fine'; };`,
  );
  expect(await invoke({ crash: true })).toEqual(failure(type, message));
  expect(await invoke({})).toEqual({ ok: true, payload: 'fine' });
  expect(lambdas.lines.join('\n')).toContain(`"errorType":"${type}"`);
});

test('a test can end an environment: the invocation that it runs fails, the next one gets another', async () => {
  const { invoke } = await lambdas.start(
    'export const handler = ({ hang }) => new Promise((answer) => hang || answer("fine"));',
  );
  await invoke({});
  const running = invoke({ hang: true });
  lambdas.environments[0]?.crash();
  expect(await running).toEqual(failure('Runtime.ExitError', 'Runtime exited with error: exit status 1'));
  expect(await invoke({})).toEqual({ ok: true, payload: 'fine' });
});

test('a function that exceeds its memory is stopped, but this process is not', async () => {
  const { invoke } = await lambdas.start(
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
  const { invoke } = await lambdas.start(source, { handler });
  const results = await Promise.all([invoke({}), invoke({})]);
  expect(results).toMatchObject([failure(type), failure(type)]);
});

test('loads CommonJS as Lambda does', async () => {
  const source = 'exports.handler = async () => "common";';
  const { invoke } = await lambdas.start(source, { file: 'index.cjs' });
  expect(await invoke({})).toEqual({ ok: true, payload: 'common' });
});

test('every line the function writes goes to the log with its name', async () => {
  const { invoke } = await lambdas.start(
    `export const handler = async () => { console.log('one\\ntwo'); console.error('three'); };`,
  );
  await invoke({});
  await vi.waitFor(() =>
    expect([...lambdas.lines].sort()).toEqual(['orders-api one', 'orders-api three', 'orders-api two']),
  );
});

test('an event over 6 MB is rejected before it reaches the function', async () => {
  const { invoke } = await lambdas.start('export const handler = async () => 1;');
  expect(await invoke({ text: 'x'.repeat(6 * 1024 * 1024) })).toMatchObject(
    failure('RequestTooLargeException'),
  );
});

test('a result over 6 MB is an error', async () => {
  const { invoke } = await lambdas.start('export const handler = async () => "x".repeat(6 * 1024 * 1024);');
  expect(await invoke({})).toMatchObject(failure('Function.ResponseSizeTooLarge'));
});

test('an unknown function is an error that names it', async () => {
  const { spec, lambda } = await lambdas.start('export const handler = async () => 1;');
  expect(await lambda.invoke(`${spec.arn}-2`, {})).toEqual(
    failure('ResourceNotFoundException', expect.stringContaining('function:orders-api-2')),
  );
});

test('an invocation counts as activity until it has finished', async () => {
  const { invoke } = await lambdas.start('export const handler = async () => 1;');
  const answer = invoke({});
  expect(lambdas.activity.open).toBe(1);
  await answer;
  expect(lambdas.activity.open).toBe(0);
});
