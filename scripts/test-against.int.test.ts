import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

const WITHOUT_AWS = {
  PATH: process.env['PATH'],
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
};

/** Runs a script without AWS credentials and tokens. */
async function run(script: string, args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...WITHOUT_AWS, ...environment },
  });
  const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  // The output should say what to do, not show a stack trace.
  expect(stderr).not.toMatch(/^ +at /m);
  return { stderr, exitCode };
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address where nothing answers. */
async function nowhere(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

const aws = (...args: string[]) => run('test-against.ts', ['aws', ...args]);

test('test:aws without an address prints its usage', async () => {
  for (const args of [[], ['--base-url'], ['--base-url=']]) {
    expect(await aws(...args)).toEqual({ stderr: expect.stringMatching(/^Usage:/), exitCode: 2 });
  }
});

test('test:aws reports at once that nothing answers, with either form of the option', async () => {
  const url = await nowhere();
  for (const args of [['--base-url', `${url}/api/`], [`--base-url=${url}`]]) {
    const { stderr, exitCode } = await aws(...args);
    expect(stderr).toMatch(new RegExp(`^${url}/config.json is not responding`));
    expect(exitCode).toBe(1);
  }
});

test('test:aws reports that a token is missing', async () => {
  const url = await serve((_, response) => response.writeHead(401).end('{"message":"Unauthorized"}'));
  const { stderr, exitCode } = await aws('--base-url', url);
  expect(stderr).toMatch(/answers 401: Unauthorized\nGet a token/);
  expect(exitCode).toBe(1);
});

test.each([
  ['test-against.ts', 'localstack'],
  ['localstack/deploy.ts', ''],
])('%s %s reports that there is no emulator', async (script, target) => {
  const url = await nowhere();
  const missing = await run(script, [target], { AWS_ENDPOINT_URL: url });
  expect(missing.stderr).toMatch(new RegExp(`^Nothing answers at ${url}.*AWS_ENDPOINT_URL=`, 's'));
  expect(missing.exitCode).toBe(1);
  const other = await serve((_, response) => response.end('<!doctype html>'));
  const wrong = await run(script, [target], { AWS_ENDPOINT_URL: other });
  expect(wrong.stderr).toMatch(new RegExp(`^The server at ${other} is not an AWS emulator`));
  expect(wrong.exitCode).toBe(1);
  const noUrl = await run(script, [target], { AWS_ENDPOINT_URL: 'localhost:4566' });
  expect(noUrl.stderr).toContain('"localhost:4566"; it must be an address');
});
