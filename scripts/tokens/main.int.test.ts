import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startFakeProvider } from './testing/fake-provider.ts';

/** Runs `npm run token` without a token in the environment. */
async function run(...args: string[]) {
  const { MULTIDOMAIN_TOKEN: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code };
}

test('prints nothing but the token', async () => {
  const { issuer } = await startFakeProvider();
  const { port } = new URL(issuer);
  const printed = { stdout: 'token-of-v-1-1\n', stderr: '', code: 0 };
  expect(await run('--role', 'viewer', '--port', port)).toEqual(printed);
});

test('a system with open access: prints no token and says why, with exit code 0', async () => {
  const { issuer } = await startFakeProvider({ configuration: () => ({ api: '/api' }) });
  const stderr = `No token is needed: anyone may use ${issuer}.\n`;
  expect(await run('--url', issuer)).toEqual({ stdout: '', stderr, code: 0 });
});

test('an address without config.json: says which one to use, with exit code 1', async () => {
  const { issuer } = await startFakeProvider({ configuration: () => null });
  const stderr = expect.stringContaining('Use the address of the web page');
  expect(await run('--url', issuer)).toEqual({ stdout: '', stderr, code: 1 });
});

test('nothing that answers: says so, with exit code 1', async () => {
  const stderr = 'http://localhost:1/config.json is not responding. Is the system running?\n';
  expect(await run('--port', '1')).toEqual({ stdout: '', stderr, code: 1 });
});

test('a wrong argument: prints the usage, with exit code 2', async () => {
  const stderr = expect.stringMatching(/^--role must be .*\n\nUsage: /);
  expect(await run('--role', 'admin')).toEqual({ stdout: '', stderr, code: 2 });
});

test('--help prints the usage', async () => {
  expect(await run('--help')).toMatchObject({ stdout: expect.stringMatching(/^Usage: /), code: 0 });
});
