import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { people } from '../../scripts/start/people.ts';
import { signInLocally } from '../../scripts/tokens/sign-in-locally.ts';

const HANDLER = 'functions/purchases/handlers/get-purchase.ts';
const refusal = { __type: 'com.amazon.coral.service#AccessDeniedException', message: 'not allowed to get' };

let folder = '';
let runtime: Runtime;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stacks-'));
  runtime = await startRuntime({
    assemblyDir: inject('assemblyDir'),
    people,
    logFile: join(folder, 'functions.log'),
    onFunctionError: () => {},
    beforeDynamoDb: (dynamoDb) => async (operation, body, headers) =>
      operation === 'GetItem'
        ? {
            status: 400,
            headers: { 'content-type': 'application/x-amz-json-1.0' },
            body: JSON.stringify(refusal),
          }
        : dynamoDb(operation, body, headers),
  });
});

afterAll(async () => {
  await runtime.close();
  await rm(folder, { recursive: true });
});

test('the stack trace of an unexpected error names file, line and function of the TypeScript source', async () => {
  const [{ issuer = '', clients = [] } = {}] = runtime.userPools;
  const token = await signInLocally({ issuer, clientId: clients[0]?.id ?? '', person: 'viewer' });
  const url = `${runtime.url}/api/purchases/0198b1a0-0000-7000-8000-000000000000`;
  const { status } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  expect(status).toBe(500);
  const stack = await loggedStack();
  const line = 1 + (await linesOf(HANDLER)).findIndex((text) => text.includes('purchases.get('));
  expect(stack).toContain(`at async ${HANDLER}:${line}:`);
  expect(stack).toMatch(/at async get \(shared\/\S+\.ts:\d+:\d+\)/);
  expect(stack).not.toContain('index.mjs');
});

const linesOf = async (file: string) =>
  (await readFile(join(import.meta.dirname, '../..', file), 'utf8')).split('\n');

async function loggedStack(): Promise<string> {
  const log = await readFile(join(folder, 'functions.log'), 'utf8');
  const lines = log.split('\n').map((line) => line.slice(line.indexOf('{')));
  const stacks = lines.flatMap((line) => JSON.parse(line || '{}').error?.stack ?? []);
  return stacks.join('\n');
}
