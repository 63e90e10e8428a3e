import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { noteRunning } from '../running/running-system.ts';
import { currentAssembly } from '../start/assembly/kept-assemblies.ts';
import { people } from '../start/people.ts';
import { signInLocally } from '../tokens/sign-in-locally.ts';

const LOCAL = join(import.meta.dirname, '../../.local');
const email = 'ada@example.com';

let runtime: Runtime;
let port = '';
let forget = () => {};

beforeAll(async () => {
  const assemblyDir = await currentAssembly({ context: { authorization: 'cognito' } });
  runtime = await startRuntime({ assemblyDir, logFile: join(LOCAL, 'users-functions.log'), people });
  ({ port } = new URL(runtime.url));
  forget = noteRunning(Number(port), { ...runtime, userPoolIds: runtime.userPools.map(({ id }) => id) });
});

afterAll(async () => {
  forget();
  await runtime.close();
});

const WITHOUT_AWS = {
  PATH: process.env['PATH'],
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
};

/** Runs `npm run users` without AWS credentials. */
async function users(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...WITHOUT_AWS, ...environment },
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code };
}

const here = (...args: string[]) => users([...args, '--port', port]);

const signIn = (person: string): Promise<string> => {
  const [{ issuer = '', clients = [] } = {}] = runtime.userPools;
  return signInLocally({ issuer, clientId: clients[0]?.id ?? '', person });
};

const groupsIn = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())['cognito:groups'];

test('somebody is added, gets another role, and is removed', async () => {
  const ready = 'editor@example.com  editor   CONFIRMED\nviewer@example.com  viewer   CONFIRMED\n';
  expect(await here('list')).toEqual({ stdout: ready, stderr: '', code: 0 });

  expect(await here('add', email)).toMatchObject({
    stdout: expect.stringMatching(/^ada@example.com is added as viewer\./),
    code: 0,
  });
  expect((await here('list')).stdout).toBe(`ada@example.com     viewer   CONFIRMED\n${ready}`);
  expect(groupsIn(await signIn(email))).toEqual(['viewer']);

  expect(await here('role', email, 'editor')).toMatchObject({
    stdout: expect.stringMatching(/^ada@example.com now has the role editor/),
  });
  expect(groupsIn(await signIn(email))).toEqual(['editor']);

  expect(await here('remove', email)).toMatchObject({
    stdout: expect.stringMatching(/^ada@example.com is removed/),
    code: 0,
  });
  expect((await here('list')).stdout).toBe(ready);
  await expect(signIn(email)).rejects.toThrow('The login page does not offer "ada@example.com"');
});

test('somebody who is there already, or is not there, is reported with exit code 1', async () => {
  const twice = await here('add', 'editor@example.com');
  expect(twice).toMatchObject({ stderr: expect.stringContaining('is there already'), code: 1 });
  for (const args of [
    ['remove', email],
    ['role', email, 'editor'],
  ]) {
    const missing = await here(...args);
    expect(missing).toEqual({
      stdout: '',
      stderr: expect.stringContaining(`There is no ${email}.`),
      code: 1,
    });
  }
});

test('a port on which nothing runs is reported with exit code 1', async () => {
  const nothing = await users(['list', '--port', '1']);
  expect(nothing).toMatchObject({ stderr: expect.stringMatching(/^Nothing runs on port 1\. /), code: 1 });
});

test('a system with open access is reported with exit code 1', async () => {
  const forgetOpen = noteRunning(2, { ...runtime, userPoolIds: [] });
  const open = await users(['list', '--port', '2']);
  forgetOpen();
  expect(open).toMatchObject({ stderr: expect.stringContaining('open access'), code: 1 });
});

test('missing AWS credentials or a missing region are reported with exit code 1', async () => {
  const region = { AWS_REGION: 'eu-central-1' };
  const credentials = await users(['list', '--stage', 'dev'], region);
  expect(credentials).toMatchObject({ stderr: expect.stringContaining('AWS_PROFILE'), code: 1 });
  const noRegion = await users(['list', '--stage', 'dev']);
  expect(noRegion).toMatchObject({ stderr: expect.stringContaining('Set AWS_REGION.'), code: 1 });
});

test('a wrong argument prints the usage, with exit code 2', async () => {
  const wrong = await users(['invite', email]);
  expect(wrong).toMatchObject({ stderr: expect.stringMatching(/^Expected add, .*\n\nUsage: /), code: 2 });
});
