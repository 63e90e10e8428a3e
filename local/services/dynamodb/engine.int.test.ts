import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTables } from './create-tables.ts';
import { startEngine } from './engine.ts';
import { engineCommand } from './engine-command.ts';
import { startEngineProcess } from './engine-process.ts';
import { aTable } from './table-fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-test-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Makes this shell script the engine's command. */
function useCommand(script: string): void {
  const path = join(folder, 'engine.sh');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  vi.stubEnv('DYNOXIDE_BIN', path);
}

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

test('the engine keeps items in the tables created, with their time to live', async () => {
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

test('a table that cannot be created is named by its logical id', async () => {
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

test('closing ends the engine, removes its data and is no unexpected exit', async () => {
  const process = await startEngineProcess();
  expect(existsSync(process.databasePath)).toBe(true);
  await process.close();
  expect(existsSync(process.databasePath)).toBe(false);
  expect(await answers(process.url)).toBe(false);

  const unexpected: Error[] = [];
  const engine = await startEngine({ onUnexpectedExit: (error) => unexpected.push(error) });
  await engine.close();
  expect(unexpected).toEqual([]);
});

test('an engine that dies is reported', async () => {
  const pidFile = join(folder, 'pid');
  useCommand(`echo $$ > "${pidFile}"; exec "${engineCommand().join('" "')}" "$@"`);
  const died = Promise.withResolvers<Error>();
  const engine = await startEngine({ onUnexpectedExit: died.resolve });
  process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
  expect((await died.promise).message).toBe('The DynamoDB engine ended unexpectedly with code 137');
  await engine.close();
});

test('an engine that does not start is an error with what it said', async () => {
  useCommand('echo "no such option" >&2; exit 3');
  await expect(startEngine()).rejects.toThrow('The DynamoDB engine ended with code 3: no such option');
});

test('the engine dies with its parent, even a killed one', async () => {
  const script = `
    import { startEngineProcess } from ${JSON.stringify(join(import.meta.dirname, 'engine-process.ts'))};
    const { url, databasePath } = await startEngineProcess();
    console.log(JSON.stringify({ url, databasePath }));
    setInterval(() => {}, 1000);
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  const { url, databasePath } = JSON.parse(String(line));
  expect(await answers(url)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(async () => expect(await answers(url)).toBe(false), { timeout: 5000, interval: 20 });
  await vi.waitFor(() => expect(existsSync(databasePath)).toBe(false), { timeout: 5000, interval: 20 });
});
