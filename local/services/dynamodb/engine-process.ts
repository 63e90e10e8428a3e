import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineCommand } from './engine-command.ts';

/** npx may have to download the engine first. */
const START_TIMEOUT_MS = 60_000;

/**
 * Runs the engine as the shell's child and ends both, with the folder, when descriptor 3 closes. The kernel
 * closes it with this process, however this process ends.
 */
const GUARD = `
  folder=$1; shift
  "$@" & engine=$!
  { cat >/dev/null; rm -rf -- "$folder"; kill 0; } <&3 &
  wait "$engine"
`;

export interface EngineProcess {
  readonly url: string;
  /** The SQLite file behind the engine, in a temporary folder. */
  readonly databasePath: string;
  /** Settles when the process has ended, with its exit code, whoever ended it. */
  readonly exited: Promise<number | null>;
  close(): Promise<void>;
}

/** Starts the engine on a free port with its database in a temporary folder, which goes when it ends. */
export async function startEngineProcess(): Promise<EngineProcess> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  const databasePath = join(folder, 'engine.db');
  const command = [...engineCommand(), '--port', String(port), '--db-path', databasePath];
  const child = process.platform === 'win32' ? spawnPlain(command) : spawnGuarded(folder, command);
  // The guard outlives an engine that dies by itself, and goes now.
  child.once('exit', () => child.stdio[3]?.destroy());
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const close = async () => {
    child.stdio[3]?.destroy();
    if (process.platform === 'win32') child.kill();
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listening(child);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, databasePath, exited, close };
}

function spawnGuarded(folder: string, command: readonly string[]): ChildProcess {
  // A group of its own: Ctrl-C reaches this process first, which closes the engine when it no longer needs it.
  return spawn('/bin/sh', ['-c', GUARD, 'sh', folder, ...command], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
}

function spawnPlain([file = '', ...args]: readonly string[]): ChildProcess {
  return spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: file === 'npx' });
}

/** Resolves once the engine says that it listens; rejects with what it said when it ends before. */
async function listening(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The DynamoDB engine was not ready after ${START_TIMEOUT_MS} ms: ${output}`)),
      START_TIMEOUT_MS,
    );
    const settle = (settled: () => void) => {
      clearTimeout(timer);
      settled();
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-4000);
        if (output.includes('listening on')) settle(resolve);
      });
    }
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code) =>
      settle(() => reject(new Error(`The DynamoDB engine ended with code ${code}: ${output.trim()}`))),
    );
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
