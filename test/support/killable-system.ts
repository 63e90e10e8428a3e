import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type ForkedSystem, forkSystem } from '../../scripts/start/fork-system.ts';

/** A system in a process of its own, which keeps its data in a folder. */
export interface KillableSystem {
  readonly baseUrl: string;
  /** Starts it again, and resolves once it is ready. */
  start(): Promise<void>;
  /** Ends its process with SIGKILL. */
  kill(): Promise<void>;
}

/** Starts a system on a folder, always at the same port; it ends with the current test. */
export async function killableSystem(data: string): Promise<KillableSystem> {
  const fork = (port: number): Promise<ForkedSystem> =>
    forkSystem({
      ...{ assemblyDir: inject('assemblyDir'), port, data },
      logFile: join(import.meta.dirname, '../../.local/e2e-killed.log'),
    });
  let system = await fork(0);
  const { port } = system;
  onTestFinished(() => system.stop());
  return {
    baseUrl: `http://localhost:${port}`,
    async start() {
      system = await fork(port);
    },
    kill: () => system.kill(),
  };
}
