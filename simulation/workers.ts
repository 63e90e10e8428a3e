import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Outcome, RunOptions } from './run.ts';
import type { Shrunk } from './shrink.ts';
import type { SystemFolders } from './system.ts';
import type { Job } from './worker.ts';

/** Threads that run seeds, each with a copy of the system. */
export class Workers {
  readonly #workers: readonly Worker[];

  private constructor(workers: readonly Worker[]) {
    this.#workers = workers;
  }

  /** @param count of threads. */
  static async start(folders: SystemFolders, count: number): Promise<Workers> {
    const file = new URL('worker.ts', import.meta.url);
    const workers = Array.from({ length: count }, () => new Worker(file, { workerData: folders }));
    await Promise.all(workers.map((worker) => answerOf(worker)));
    return new Workers(workers);
  }

  /** Runs all of these, as many at a time as there are threads. @param onEnd is called with each; false stops the others. */
  async run(runs: Iterable<RunOptions>, onEnd: (outcome: Outcome) => boolean): Promise<void> {
    const iterator = runs[Symbol.iterator]();
    let isStopped = false;
    await Promise.all(
      this.#workers.map(async (worker) => {
        for (let next = iterator.next(); !next.done && !isStopped; next = iterator.next()) {
          const outcome = await ask<Outcome>(worker, { kind: 'run', options: next.value });
          if (!onEnd(outcome)) isStopped = true;
        }
      }),
    );
  }

  /** The smallest run that breaks the same promise. */
  shrink(options: RunOptions): Promise<Shrunk> {
    return ask<Shrunk>(this.#workers[0] as Worker, { kind: 'shrink', options });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

async function ask<T>(worker: Worker, job: Job): Promise<T> {
  worker.postMessage(job);
  return (await answerOf(worker)) as T;
}

/** The next message of a worker. @throws Error if it ends instead */
function answerOf(worker: Worker): Promise<unknown> {
  return once(worker, 'message').then(([message]) => message);
}
