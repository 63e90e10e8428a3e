import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../project-folder.ts';

const WATCH = 'infra/bundling/watch.ts';

type Message =
  | { readonly kind: 'built'; readonly folders: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Called after each build except for the first. */
export interface FunctionsWatcher {
  /** Called with the folders of the functions whose code has changed, possibly none. */
  readonly onBuilt: (folders: readonly string[]) => void;
  readonly onFailure: (message: string) => void;
}

/** The functions' bundles, which a separate process rebuilds whenever a source is saved. */
export interface WatchedFunctions {
  /** Bundles everything once. @throws Error with the bundler's message. */
  start(assemblyDir: string): Promise<void>;
  /** Notifies `watcher` of all later builds. */
  watch(watcher: FunctionsWatcher): void;
  close(): Promise<void>;
}

/** Rebuilds functions when their sources are saved. @param folder the project's folder. */
export function watchFunctions(folder = PROJECT_FOLDER): WatchedFunctions {
  let child: ChildProcess | undefined;
  return {
    async start(assemblyDir) {
      child = fork(join(folder, WATCH), [assemblyDir], { cwd: folder });
      const [message] = (await Promise.race([once(child, 'message'), exited(child)])) as [Message];
      if (message.kind === 'failed') throw new Error(`The functions cannot be bundled.\n${message.message}`);
    },
    watch({ onBuilt, onFailure }) {
      child?.on('message', (message: Message) => {
        if (message.kind === 'failed') onFailure(message.message);
        else onBuilt(message.folders);
      });
    },
    async close() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}

async function exited(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`${WATCH} exited with code ${code}`);
}
