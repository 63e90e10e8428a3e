import { afterEach, beforeEach, expect, test } from 'vitest';
import { localEndpoints } from './local-endpoints.ts';
import { type LoopbackServer, openLoopbackServer } from './loopback-server.ts';

const waits: number[] = [];
let idle = true;
let resets = 0;
let loading: string | undefined;
let server: LoopbackServer;

beforeEach(async () => {
  waits.length = 0;
  idle = true;
  resets = 0;
  loading = undefined;
  server = await openLoopbackServer(0);
  server.serve([
    localEndpoints({
      async whenIdle(timeoutMs) {
        waits.push(timeoutMs);
        return idle;
      },
      loading: () => loading,
      deadLetters: () => [{ messageId: 'm-1' }],
      async reset() {
        resets += 1;
      },
    }),
  ]);
});

afterEach(() => server.close());

async function call(path: string, method = 'GET'): Promise<[number, unknown]> {
  const response = await fetch(server.url + path, { method });
  const text = await response.text();
  const type = response.headers.get('content-type');
  if (response.status >= 400) expect(type).toBe('application/problem+json');
  return [response.status, text === '' ? undefined : JSON.parse(text)];
}

test('health is ready once the runtime serves', async () => {
  expect(await call('/_local/health')).toEqual([200, { status: 'ready' }]);
});

test('health says what is still loading', async () => {
  loading = 'sample data';
  const response = await fetch(`${server.url}/_local/health`);
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'loading', loading: 'sample data' },
  ]);
});

test('idle waits 10 s by default', async () => {
  expect(await call('/_local/idle')).toEqual([200, { idle: true }]);
  await call('/_local/idle?timeoutMs=250');
  expect(waits).toEqual([10_000, 250]);
});

test('idle gives 504 if work is left', async () => {
  idle = false;
  expect(await call('/_local/idle?timeoutMs=0')).toMatchObject([504, { status: 504 }]);
});

test.each(['', '-1', '1.5', '1e3', 'soon', '600001', '9999999'])('timeoutMs=%s is refused', async (value) => {
  expect(await call(`/_local/idle?timeoutMs=${value}`)).toMatchObject([400, { title: 'Bad Request' }]);
  expect(waits).toEqual([]);
});

test('dead letters are a list', async () => {
  expect(await call('/_local/dead-letters')).toEqual([200, { items: [{ messageId: 'm-1' }] }]);
});

test('reset responds once everything is empty', async () => {
  expect(await call('/_local/reset', 'POST')).toEqual([204, undefined]);
  expect(resets).toBe(1);
});

test.each([
  ['GET', '/_local/reset'],
  ['POST', '/_local/idle'],
  ['DELETE', '/_local/health'],
])('%s %s gives 405 and does nothing', async (method, path) => {
  expect(await call(path, method)).toMatchObject([405, { status: 405 }]);
  expect([resets, waits]).toEqual([0, []]);
});

test.each(['/_local', '/_local/', '/_local/healthy'])('%s gives 404', async (path) => {
  expect(await call(path)).toMatchObject([404, { status: 404 }]);
});
