import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { engineCommand } from './engine-command.ts';
import type { LoopbackAddress } from './loopback-address.ts';

/** npx may have to download the engine first. */
const START_TIMEOUT_MS = 60_000;
const KEPT_OUTPUT_LENGTH = 4_000;

/**
 * Runs the engine as the shell's child and ends both when descriptor 3 closes, with the folder unless that is to stay.
 * The kernel closes it with this process, however this process ends. An engine that ends by itself leaves its folder,
 * so that another one can go on with it.
 */
const GUARD = `
  folder=$1; shift
  "$@" & engine=$!
  { cat >/dev/null; test -z "$folder" || rm -rf -- "$folder"; kill 0; } <&3 & guard=$!
  wait "$engine"; code=$?
  kill "$guard"
  exit "$code"
`;

/** How the engine exited: its exit code and the end of its output. */
export interface EngineEnding {
  readonly code: number | null;
  readonly output: string;
}

export interface EngineProcess {
  /** Resolves when the process has exited, for whatever reason. */
  readonly exited: Promise<EngineEnding>;
  close(): Promise<void>;
}

/** Where an engine has its data. */
export interface EngineFolder {
  readonly path: string;
  /** Whether it stays when the engine is closed or this process ends. */
  readonly kept: boolean;
}

/** The SQLite file of an engine that has its data in `folder`. */
export function databasePath({ path }: EngineFolder): string {
  return join(path, 'engine.db');
}

/**
 * Starts the engine at an address, on the data in a folder, and resolves when it listens. A folder that is not kept goes
 * when it is closed or this process ends, and stays when the engine ends by itself.
 * @throws with the engine's output if it exits instead
 */
export async function startEngineProcess(
  folder: EngineFolder,
  { host, port }: LoopbackAddress,
): Promise<EngineProcess> {
  const options = ['--host', host, '--port', String(port), '--db-path', databasePath(folder)];
  const command = [...engineCommand(), ...options];
  const child = process.platform === 'win32' ? spawnPlain(command) : spawnGuarded(folder, command);
  // If the engine exits by itself, this ends its guard as well.
  child.once('exit', () => child.stdio[3]?.destroy());
  const listens = Promise.withResolvers<void>();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT_OUTPUT_LENGTH);
      if (output.includes('listening on')) listens.resolve();
    });
  }
  const exited = new Promise<EngineEnding>((resolve) => {
    child.once('close', (code) => resolve({ code, output: output.trim() }));
  });
  const close = async () => {
    child.stdio[3]?.destroy();
    if (process.platform === 'win32') child.kill();
    await exited;
  };
  try {
    await listening(child, listens, exited);
  } catch (error) {
    await close();
    throw error;
  }
  return { exited, close };
}

function spawnGuarded(folder: EngineFolder, command: readonly string[]): ChildProcess {
  // A group of its own: Ctrl-C reaches this process first, which closes the engine when it no longer needs it.
  return spawn('/bin/sh', ['-c', GUARD, 'sh', folder.kept ? '' : folder.path, ...command], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
}

function spawnPlain([file = '', ...args]: readonly string[]): ChildProcess {
  return spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: file === 'npx' });
}

/** Settles `listens` otherwise when the engine exits first, or is not ready in time. */
async function listening(
  child: ChildProcess,
  listens: PromiseWithResolvers<void>,
  exited: Promise<EngineEnding>,
): Promise<void> {
  const timer = setTimeout(
    () => listens.reject(new Error(`The DynamoDB engine was not ready after ${START_TIMEOUT_MS} ms`)),
    START_TIMEOUT_MS,
  );
  child.once('error', listens.reject);
  void exited.then(({ code, output }) =>
    listens.reject(new Error(`The DynamoDB engine exited with code ${code}: ${output}`)),
  );
  try {
    await listens.promise;
  } finally {
    clearTimeout(timer);
  }
}
