import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { retry } from '../../shared/retries/retry.ts';
import { fetchDynamoDbLocal } from './fetch.ts';

/**
 * `npm run test:dynamodb-local [-- TEST…]`: the contract of the tables, and the integration tests of services and shared code, against Amazon's
 * DynamoDB Local instead of the engine. Needs Java 17 and Maven. What a request costs is not compared.
 */
const TESTS = ['simulation/dynamodb/contract', 'functions', 'shared'];
const COSTS = '**/*-cost.int.test.ts';
const FIRST_MS = 100;
/** Over a minute of pauses, after which it will not start any more. */
const ATTEMPTS = 150;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function reach(port: number): Promise<void> {
  const connection = connect(port, '127.0.0.1');
  await once(connection, 'connect');
  connection.destroy();
}

/** Resolves with how the tests ended. */
async function testAgainst(url: string, tests: readonly string[]): Promise<number> {
  const vitest = spawn('vitest', ['run', '--project', 'int', ...tests, '--exclude', COSTS], {
    stdio: 'inherit',
    env: { ...process.env, DYNAMODB_LOCAL_URL: url },
  });
  const [code] = await once(vitest, 'close');
  return code ?? 1;
}

try {
  const jars = fetchDynamoDbLocal(join(import.meta.dirname, '../../.local'));
  const port = await freePort();
  const server = spawn(
    'java',
    [
      '-cp',
      join(jars, '*'),
      'software.amazon.dynamodb.services.local.main.ServerRunner',
      '-inMemory',
      '-disableTelemetry',
      '-port',
      `${port}`,
    ],
    // It writes a file to where it runs.
    { stdio: 'ignore', cwd: jars },
  );
  const failed = once(server, 'error').then(() => {
    throw new Error('Java is not installed: DynamoDB Local needs version 17 or later');
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([
      retry(() => reach(port), { when: () => true, firstMs: FIRST_MS, attempts: ATTEMPTS }),
      failed,
    ]);
    const tests = process.argv.slice(2);
    process.exitCode = await testAgainst(url, tests.length > 0 ? tests : TESTS);
  } finally {
    server.kill();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // The attempts to reach it may go on.
  process.exit(1);
}
