import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PROJECT_FOLDER } from '../../scripts/start/project-folder.ts';

/** `npm start` in a process of its own. */
export interface StartedSystem {
  readonly pid: number;
  readonly url: string;
  /** From the start of the process until it was ready, in seconds. */
  readonly startSeconds: number;
  /** Resolves when nothing is left to handle. @throws Error after ten minutes */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the system on a free port; resolves when it is ready.
 * @param options of `npm start`
 * @param environment added to this process's
 * @throws Error with its output if it ends before
 */
export async function startSystem(
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedSystem> {
  const started = performance.now();
  const child = spawn(process.execPath, ['scripts/start/main.ts', '--port', '0', ...options], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'close');
  const output: string[] = [];
  const url = new Promise<string>((resolve, reject) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        output.push(line);
        const ready = /^Ready in .*: UI (\S+) /.exec(line)?.[1];
        if (ready !== undefined) resolve(ready);
      });
    }
    void ended.then(() => reject(new Error(`The system ended:\n${output.join('\n')}`)));
  });
  const address = await url;
  return {
    pid: child.pid ?? 0,
    url: address,
    startSeconds: (performance.now() - started) / 1000,
    async settled() {
      // biome-ignore lint/style/noRestrictedGlobals: asks the local runtime, not the API
      const { status } = await fetch(`${address}/_local/idle?timeoutMs=600000`);
      if (status !== 200) throw new Error('The system does not settle');
    },
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}
