import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type LoopbackServer, openLoopbackServer } from './http/loopback-server.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import { useKillableEngine } from './services/dynamodb/testing/killable-engine.ts';
import { credentialsOf } from './services/lambda/credentials.ts';
import { loadSystem } from './template/load-system.ts';
import { buildShop } from './testing/build-shop.ts';

let folder = '';
let assemblyDir = '';
let logFile = '';
let runtime: Runtime;
const errors: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runtime-'));
  assemblyDir = await buildShop(folder);
  logFile = join(folder, 'functions.log');
  runtime = await startRuntime({ assemblyDir, logFile, onFunctionError: (text) => errors.push(text) });
});

afterAll(async () => {
  await runtime.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  errors.length = 0;
  await runtime.reset();
});

const place = (orderId: string) =>
  fetch(`${runtime.url}/api/orders`, { method: 'POST', body: orderId }).then(({ status }) => status);
const find = (orderId: string) => fetch(`${runtime.url}/api/orders/${orderId}`).then(({ status }) => status);

test('an order goes from the API through table, stream, bus and queue', async () => {
  expect(await place('order-1')).toBe(202);
  expect(await runtime.whenIdle(10_000)).toBe(true);
  expect(await readFile(logFile, 'utf8')).toMatch(/^Orders-Project\S* projected order-1$/m);
  expect(await find('order-1')).toBe(200);
  expect(runtime.deadLetters()).toEqual([]);
});

test('an event that cannot be handled ends in the dead-letter queue, and idle waits for it', async () => {
  await place('poison');
  const idle = await fetch(`${runtime.url}/_local/idle`);
  expect([idle.status, await idle.json()]).toEqual([200, { idle: true }]);
  const letters = await fetch(`${runtime.url}/_local/dead-letters`);
  expect(await letters.json()).toMatchObject({ items: [{ body: { detail: { orderId: 'poison' } } }] });
  expect(errors.join('\n')).toContain('cannot project this');
});

test('reset empties tables and queues', async () => {
  await Promise.all([place('poison'), place('order-2')]);
  await runtime.whenIdle(10_000);
  expect((await fetch(`${runtime.url}/_local/reset`, { method: 'POST' })).status).toBe(204);
  expect(await find('order-2')).toBe(404);
  expect(runtime.deadLetters()).toEqual([]);
});

test('at the AWS endpoint, a function may do only what its role allows', async () => {
  const { functions } = loadSystem(assemblyDir);
  const project = functions.find(({ logicalId }) => logicalId.startsWith('Project'));
  const list = async (credentials: { accessKeyId: string; secretAccessKey: string }) => {
    const client = new DynamoDBClient({ endpoint: runtime.awsEndpoint, region: 'us-east-1', credentials });
    const answer = await client.send(new ListTablesCommand({})).catch((error: Error) => error.name);
    client.destroy();
    return answer;
  };
  expect(await list(credentialsOf(project?.arn ?? ''))).toBe('AccessDeniedException');
  expect(await list({ accessKeyId: 'local', secretAccessKey: 'local' })).toBe('InvalidSignatureException');
  expect(await list(runtime.awsCredentials)).toMatchObject({
    TableNames: [expect.stringMatching(/^Orders-Table/)],
  });
});

test('orders placed while the engine is repeatedly killed all arrive exactly once', async () => {
  const killable = useKillableEngine();
  const ordersLog = join(folder, 'killed.log');
  const reasons: string[] = [];
  const other = await startRuntime({
    assemblyDir,
    logFile: ordersLog,
    onFunctionError: () => {},
    onEngineRestart: (reason) => reasons.push(reason),
  });
  onTestFinished(() => other.close());
  const orderIds = Array.from({ length: 24 }, (_, index) => `order-${index}`);
  const waiting = [...orderIds];
  const placeAll = async () => {
    for (let orderId = waiting.shift(); orderId !== undefined; orderId = waiting.shift()) {
      if (waiting.length % 8 === 0) killable.signal('SIGKILL');
      const order = { method: 'POST', body: orderId };
      while ((await fetch(`${other.url}/api/orders`, order)).status !== 202);
    }
  };
  await Promise.all([placeAll(), placeAll()]);
  expect(await other.whenIdle(20_000)).toBe(true);
  expect(reasons.length).toBeGreaterThan(0);
  // The log is written a moment later.
  const projected = async () =>
    [...(await readFile(ordersLog, 'utf8')).matchAll(/ projected (order-\d+)$/gm)]
      .map(([, orderId]) => orderId)
      .sort();
  await expect.poll(projected).toEqual([...orderIds].sort());
  for (const orderId of orderIds) {
    expect((await fetch(`${other.url}/api/orders/${orderId}`)).status).toBe(200);
  }
  expect(other.deadLetters()).toEqual([]);
});

/** A server whose next port is free, and a function that occupies that port. */
async function serverBeforeFreePort(): Promise<[LoopbackServer, () => Promise<LoopbackServer>]> {
  const server = await openLoopbackServer(0);
  try {
    const next = await openLoopbackServer(server.port + 1);
    await next.close();
    return [server, () => openLoopbackServer(server.port + 1)];
  } catch {
    await server.close();
    return serverBeforeFreePort();
  }
}

async function endpointPort(server: LoopbackServer): Promise<number> {
  const other = await startRuntime({ assemblyDir, server, logFile: join(folder, 'other.log') });
  await other.close();
  return Number(new URL(other.awsEndpoint).port);
}

test('a function is started when it is first invoked, and no other with it', async () => {
  const started: string[] = [];
  const own = await startRuntime({
    ...{ assemblyDir, logFile },
    onEnvironment: ({ functionName }) => void started.push(functionName),
  });
  onTestFinished(() => own.close());
  expect(started).toEqual([]);
  await fetch(`${own.url}/api/orders/none`);
  expect(started).toHaveLength(1);
});

test('the AWS endpoint listens on the port after the main one', async () => {
  const [server] = await serverBeforeFreePort();
  expect(await endpointPort(server)).toBe(server.port + 1);
});

test('the AWS endpoint listens on another port if that one is taken', async () => {
  const [server, takeNext] = await serverBeforeFreePort();
  const next = await takeNext();
  expect(await endpointPort(server)).not.toBe(next.port);
  await next.close();
});

test('a failed start leaves nothing running', async () => {
  const server = await openLoopbackServer(0);
  await expect(startRuntime({ assemblyDir: folder, server })).rejects.toThrow();
  await expect(fetch(server.url)).rejects.toThrow('fetch failed');
});

test('after close, nothing listens', async () => {
  const other = await startRuntime({ assemblyDir, logFile: join(folder, 'other.log') });
  await other.close();
  await expect(fetch(other.url)).rejects.toThrow('fetch failed');
  await expect(fetch(other.awsEndpoint)).rejects.toThrow('fetch failed');
});
