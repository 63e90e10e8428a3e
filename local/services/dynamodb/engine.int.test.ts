import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createTables } from './create-tables.ts';
import { startEngine } from './engine.ts';
import { useEngineScript } from './testing/killable-engine.ts';
import { aTable } from './testing/tables.ts';

const localClient = (endpoint: string) =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

test('the engine stores items in the tables created, which have their time to live', async () => {
  const engine = await startEngine();
  const client = localClient(engine.url);
  try {
    const timeToLive = { AttributeName: 'expiresAt', Enabled: true };
    await createTables(client, [{ ...aTable(), timeToLive }, aTable('customers')]);
    await client.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: 'o-1' }, n: { N: '7' } } }));
    const { Item } = await client.send(
      new GetItemCommand({ TableName: 'orders', Key: { id: { S: 'o-1' } } }),
    );
    expect(Item).toEqual({ id: { S: 'o-1' }, n: { N: '7' } });
    const described = await client.send(new DescribeTimeToLiveCommand({ TableName: 'orders' }));
    expect(described.TimeToLiveDescription?.AttributeName).toBe('expiresAt');
  } finally {
    client.destroy();
    await engine.close();
  }
});

test('a table that cannot be created is an error with its logical id', async () => {
  const engine = await startEngine();
  const client = localClient(engine.url);
  try {
    const table = aTable();
    const broken = { ...table, create: { ...table.create, KeySchema: [] } };
    await expect(createTables(client, [broken])).rejects.toThrow(
      'Cannot create the table Table-orders (orders)',
    );
  } finally {
    client.destroy();
    await engine.close();
  }
});

test('closing stops the engine and removes its data, and is not reported as an unexpected exit', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-test-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  const reported: unknown[] = [];
  const report = (what: unknown) => void reported.push(what);
  const engine = await startEngine({ onRestart: report, onUnexpectedExit: report });
  expect(readdirSync(folder)).toHaveLength(1);
  await engine.close();
  expect(readdirSync(folder)).toEqual([]);
  expect(await answers(engine.url)).toBe(false);
  expect(reported).toEqual([]);
});

test('an engine that does not start is an error with its output', async () => {
  useEngineScript('echo "no such option" >&2; exit 3');
  await expect(startEngine()).rejects.toThrow('The DynamoDB engine exited with code 3: no such option');
});

test('the engine exits with its parent, even if that is killed, and its data is removed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const script = `
    import { startEngine } from ${JSON.stringify(join(import.meta.dirname, 'engine.ts'))};
    console.log((await startEngine()).url);
    setInterval(() => {}, 1000);
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  const url = String(line).trim();
  expect(await answers(url)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(async () => expect(await answers(url)).toBe(false), { timeout: 5000, interval: 20 });
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), { timeout: 5000, interval: 20 });
});

test('a web page that tries every port of 127.0.0.1 and localhost does not find the engine', async () => {
  const engine = await startEngine();
  onTestFinished(() => engine.close());
  const { hostname, port } = new URL(engine.url);
  expect(hostname).toMatch(/^127\.[1-9]\d*\.\d+\.\d+$/);
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0']) {
    await expect(fetch(`http://${host}:${port}/`)).rejects.toMatchObject({ cause: expect.anything() });
  }
});
