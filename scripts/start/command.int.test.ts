import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openLoopbackServer } from '../../local/http/loopback-server.ts';
import { buildShop } from '../../local/testing/build-shop.ts';

const START_SHOP = fileURLToPath(new URL('./testing/start-shop.ts', import.meta.url));
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

let folder = '';
let assemblyDir = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-'));
  assemblyDir = await buildShop(folder);
});

afterAll(() => rm(folder, { recursive: true }));

/** Starts the shop like `npm start`; `output` returns what it has written so far. */
function startShop(
  args: readonly string[],
  synthesisMs: number | 'none' = 0,
  page: 'built' | 'stale' = 'built',
) {
  const child: ChildProcess = spawn(process.execPath, [START_SHOP, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SHOP_ASSEMBLY: assemblyDir, SYNTHESIS_MS: String(synthesisMs), PAGE: page },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => output.push(part));
  }
  const ended = once(child, 'close').then(([code]) => ({ code, output: output.join('') }));
  return { child, ended, output: () => output.join('') };
}

const waitFor = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 60_000, interval: 50 });

/** Waits until a shop is ready, and returns its port. */
const portOf = (shop: ReturnType<typeof startShop>): Promise<number> =>
  waitFor(() => {
    const port = /^Ready in .* UI http:\/\/localhost:(\d+) /m.exec(shop.output())?.[1];
    if (port === undefined) throw new Error(`not ready: ${shop.output()}`);
    return Number(port);
  });

async function freePort(): Promise<number> {
  const server = await openLoopbackServer(0);
  await server.close();
  return server.port;
}

test('shows the steps, loads the demo data, prints the ready line last, and exits with 0 on Ctrl-C', async () => {
  const shop = startShop(['--port', '0']);
  const url = await waitFor(() => {
    const ready = /^Ready in \d+\.\d s: UI (\S+) {2}API \1\/api {2}AWS endpoint (\S+) {2}logs .*\n$/m.exec(
      shop.output(),
    );
    if (ready?.[1] === undefined) throw new Error(`not ready: ${shop.output()}`);
    return ready[1];
  });
  expect(shop.output()).toMatch(
    /^✓ Synthesizing .*\n✓ Starting .*\n✓ Loading demo data .*\nAWS credentials: .*\nReady in .*\n$/,
  );
  expect((await fetch(`${url}/_local/health`)).status).toBe(200);
  expect((await fetch(`${url}/api/orders/demo-order`)).status).toBe(200);
  expect((await fetch(`${url}/api/orders/ordered-while-loading`)).status).toBe(200);
  shop.child.kill('SIGINT');
  expect(await shop.ended).toMatchObject({ code: 0 });
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('does not synthesize an app in which nothing has changed, and says so', async () => {
  const shop = startShop(['--port', '0', '--no-demo'], 'none');
  await portOf(shop);
  expect(shop.output()).toMatch(/^✓ Reusing the synthesized CDK app: nothing in it has changed\n✓ Starting /);
  shop.child.kill('SIGINT');
  expect(await shop.ended).toMatchObject({ code: 0 });
});

test('SIGTERM under load: every request that has arrived is answered, then the system stops', async () => {
  const shop = startShop(['--port', '0', '--no-demo']);
  const port = await portOf(shop);
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const requests = Array.from({ length: 200 }, (_, index) =>
    request({ port, host: '127.0.0.1', agent, method: 'POST', path: '/api/orders' }).end(`order-${index}`),
  );
  const answers = requests.map((sent) => once(sent, 'response').then(([response]) => response));
  await Promise.all(requests.map((sent) => once(sent, 'finish')));
  await Promise.race(answers);
  shop.child.kill('SIGTERM');
  const statuses = (await Promise.all(answers)).map((response) => response.resume().statusCode);
  expect(new Set(statuses)).toEqual(new Set([202]));
  expect(await shop.ended).toMatchObject({ code: 0, output: expect.stringMatching(/\nStopping once .*\n$/) });
  agent.destroy();
});

test('a second Ctrl-C does not wait for requests in progress', async () => {
  const shop = startShop(['--port', '0', '--no-demo']);
  const port = await portOf(shop);
  // A request whose body is never complete.
  const held = request({ port, host: '127.0.0.1', method: 'POST', path: '/api/orders' });
  held.on('error', () => {});
  held.write('half an order');
  await once(held, 'socket');
  await waitFor(() => expect(held.socket?.bytesWritten).toBeGreaterThan(0));
  shop.child.kill('SIGINT');
  const again = setInterval(() => shop.child.kill('SIGINT'), 100);
  expect(await shop.ended).toMatchObject({ code: 130 });
  clearInterval(again);
});

test('builds the web page first if it is missing or out of date', async () => {
  const shop = startShop(['--port', '0', '--no-demo'], 0, 'stale');
  await waitFor(() => expect(shop.output()).toMatch(/^Ready in /m));
  expect(shop.output()).toMatch(
    /^✓ Building the web page .*\n✓ Synthesizing .*\n✓ Starting .*\nAWS credentials: .*\nReady in .*\n$/,
  );
  shop.child.kill('SIGINT');
  await shop.ended;
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s before the system is ready exits with code %i and frees the port',
  async (signal, exitCode) => {
    const port = await freePort();
    const shop = startShop(['--port', String(port), '--no-demo'], 60_000);
    await waitFor(async () => {
      const health = await fetch(`http://localhost:${port}/_local/health`);
      expect([health.status, await health.json()]).toEqual([503, { status: 'starting' }]);
    });
    shop.child.kill(signal);
    expect((await shop.ended).code).toBe(exitCode);
    await (await openLoopbackServer(port)).close();
  },
);

test('a port in use is reported before the slow steps, with exit code 1', async () => {
  const server = await openLoopbackServer(0);
  const { code, output } = await startShop(['--port', String(server.port)], 60_000).ended;
  await server.close();
  expect(code).toBe(1);
  expect(output).toMatch(
    new RegExp(`^Port ${server.port} is already in use\\. Choose another one: npm start -- --port \\d+\\n$`),
  );
});

test('an unknown argument prints the usage, with exit code 2', async () => {
  const { code, output } = await startShop(['--prot', '3000']).ended;
  expect(code).toBe(2);
  expect(output).toMatch(/--prot.*\n\nUsage: npm start/);
});

test('--help prints the usage, with exit code 0', async () => {
  const shop = spawn(process.execPath, [MAIN, '--help']);
  const [output, [code]] = await Promise.all([text(shop.stdout), once(shop, 'close')]);
  expect([code, output]).toEqual([0, expect.stringMatching(/^Usage: npm start/)]);
});

/** Runs a script with the shop's settings; resolves with its exit code and output. */
async function run(script: string, ...args: string[]) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args]);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, output: out + err };
}

const findOrder = async (port: number, id: string) =>
  (await fetch(`http://localhost:${port}/api/orders/${id}`)).status;

test('with --data everything survives a kill, and demo data are loaded once', async () => {
  const data = join(folder, 'killed');
  const first = startShop(['--port', '0', '--data', data]);
  const port = await portOf(first);
  expect(first.output()).toContain('Loading demo data');
  expect(await startShop(['--port', '0', '--data', data]).ended).toEqual({
    code: 1,
    output: `${data} is in use by process ${first.child.pid}. Stop that first, or use another folder: --data DIR.\n`,
  });
  await fetch(`http://localhost:${port}/api/orders`, { method: 'POST', body: 'kept' });
  first.child.kill('SIGKILL');
  await first.ended;

  const second = startShop(['--port', '0', '--data', data]);
  const again = await portOf(second);
  expect(second.output()).not.toContain('Loading demo data');
  expect([await findOrder(again, 'demo-order'), await findOrder(again, 'kept')]).toEqual([200, 200]);
  second.child.kill('SIGINT');
  expect(await second.ended).toMatchObject({ code: 0 });
});

test('a running shop is backed up and restored into another folder', async () => {
  const backup = join(folder, 'shop.backup');
  const shop = startShop(['--port', '0', '--data', join(folder, 'original')]);
  const port = await portOf(shop);
  const target = join(folder, 'copy');
  expect(await run('../backup/main.ts', backup, '--port', String(port))).toMatchObject({
    code: 0,
    output: expect.stringContaining('is backed up as'),
  });
  expect(await run('../restore/main.ts', backup, '--data', join(folder, 'original'))).toMatchObject({
    code: 1,
    output: expect.stringContaining(`is in use by process ${shop.child.pid}`),
  });
  shop.child.kill('SIGINT');
  await shop.ended;
  expect(await run('../restore/main.ts', backup, '--data', target)).toMatchObject({ code: 0 });
  const copy = startShop(['--port', '0', '--data', target]);
  expect(await findOrder(await portOf(copy), 'demo-order')).toBe(200);
  copy.child.kill('SIGINT');
  await copy.ended;
});

test('a shop that keeps nothing cannot be backed up, and says why', async () => {
  const shop = startShop(['--port', '0', '--no-demo']);
  const port = await portOf(shop);
  expect(await run('../backup/main.ts', join(folder, 'none'), '--port', String(port))).toEqual({
    code: 1,
    output: `The system on port ${port} keeps nothing: it was started without --data, so there is nothing to back up.\n`,
  });
  shop.child.kill('SIGINT');
  await shop.ended;
  expect(await run('../backup/main.ts', join(folder, 'none'), '--port', String(port))).toMatchObject({
    code: 1,
    output: expect.stringContaining(`No system runs on port ${port}`),
  });
  expect(await run('../restore/main.ts')).toMatchObject({
    code: 2,
    output: expect.stringContaining('Usage'),
  });
});
