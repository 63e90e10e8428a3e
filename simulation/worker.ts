import { parentPort, workerData } from 'node:worker_threads';
import { type RunOptions, run } from './run.ts';
import { shrink } from './shrink.ts';
import { loadIntoProcess } from './system.ts';

/** What a worker is asked for: a run, or the smallest run that breaks the same promise. */
export interface Job {
  readonly kind: 'run' | 'shrink';
  readonly options: RunOptions;
}

const system = await loadIntoProcess(workerData);
parentPort?.on('message', async ({ kind, options }: Job) => {
  parentPort?.postMessage(
    kind === 'run' ? withoutTrace(await run(system, options)) : await shrink(system, options),
  );
});
parentPort?.postMessage('ready');

function withoutTrace<T extends object>({ trace: _, ...rest }: T & { readonly trace: unknown }) {
  return { ...rest, trace: [] };
}
