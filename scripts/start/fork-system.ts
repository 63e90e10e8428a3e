import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ForkOptions {
  /** The CDK app's output folder. */
  readonly assemblyDir: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** The folder that keeps everything. */
  readonly data: string;
  /** The file for the output of the functions. */
  readonly logFile: string;
}

/** A message to the forked system: end the worker at this place in their list, from 0 up to 1. */
export type ToSystem = { readonly place: number };

export type FromSystem =
  | { readonly kind: 'ready'; readonly port: number }
  /** No name if no worker was running. */
  | { readonly kind: 'worker-ended'; readonly functionName: string | undefined };

/** A system in a process of its own, for programs that kill it. */
export interface ForkedSystem {
  readonly pid: number;
  readonly port: number;
  /** Ends one of the functions' workers as if it had crashed. @param place which one, from 0 up to 1 */
  endWorker(place: number): Promise<string | undefined>;
  /** Ends its process with SIGKILL. */
  kill(): Promise<void>;
  /** Answers the requests that have arrived, then ends. */
  stop(): Promise<void>;
  /** Whether the process has ended. */
  hasEnded(): boolean;
}

/** Starts a system in a process of its own; it ends with this process at the latest. @throws Error if it cannot start */
export async function forkSystem({ assemblyDir, port, data, logFile }: ForkOptions): Promise<ForkedSystem> {
  const child = fork(
    join(import.meta.dirname, 'forked-system.ts'),
    [assemblyDir, String(port), data, logFile],
    // In a group of its own, since a terminal sends Ctrl-C to the whole group of this process.
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true },
  );
  const ended = once(child, 'exit');
  const ready = await Promise.race([messageOf(child, 'ready'), ended]);
  if (!('kind' in ready))
    throw new Error(`The system did not start: it exited with ${ready[1] ?? ready[0]}.`);
  return {
    pid: child.pid ?? 0,
    port: ready.port,
    async endWorker(place) {
      if (!child.connected) return undefined;
      const answer = messageOf(child, 'worker-ended');
      // An error means that the process is ending.
      child.send({ place } satisfies ToSystem, () => {});
      const message = await Promise.race([answer, ended]);
      return 'kind' in message ? message.functionName : undefined;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
  };
}

/** The next message of a kind. */
function messageOf<Kind extends FromSystem['kind']>(child: ChildProcess, kind: Kind) {
  return new Promise<FromSystem & { kind: Kind }>((resolve) => {
    const listen = (message: FromSystem): void => {
      if (message.kind !== kind) return;
      child.off('message', listen);
      resolve(message as FromSystem & { kind: Kind });
    };
    child.on('message', listen);
  });
}
