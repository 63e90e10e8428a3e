import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { openLoopbackServer } from '../../local/http/loopback-server.ts';

/** A system in a process of its own, which keeps its data in a folder. */
export interface KillableSystem {
  readonly baseUrl: string;
  /** Starts it, and resolves once it is ready. */
  start(): Promise<void>;
  /** Ends its process with SIGKILL. */
  kill(): Promise<void>;
}

/** A system on a folder, always at the same port; it ends with the current test. */
export async function killableSystem(data: string): Promise<KillableSystem> {
  const { port, close } = await openLoopbackServer(0);
  await close();
  const script = join(import.meta.dirname, 'start-on-folder.ts');
  const logFile = join(import.meta.dirname, '../../.local/e2e-killed.log');
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  return {
    baseUrl: `http://localhost:${port}`,
    async start() {
      const started = spawn(process.execPath, [script, inject('assemblyDir'), String(port), data, logFile], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      const [line] = await Promise.race([once(started.stdout, 'data'), once(started, 'exit')]);
      if (String(line).trim() !== 'ready') throw new Error(`The system did not start: ${line}`);
    },
    kill,
  };
}
