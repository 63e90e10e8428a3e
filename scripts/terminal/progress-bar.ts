import { SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 3_000;

/** A progress bar for the items of one step after another. */
export interface ProgressBar {
  /** Shows a step while `work` runs; shows nothing if it has no items. */
  during<T>(label: string, total: number, work: () => Promise<T>): Promise<T>;
  /** Counts one more item of the current step as done. */
  advance(): void;
}

/** Shows a bar on a terminal, and otherwise prints a line every 3 s. */
export function createProgressBar(stream: NodeJS.WritableStream): ProgressBar {
  let bar: SingleBar | undefined;
  return {
    async during(label, total, work) {
      if (total === 0) return work();
      bar = new SingleBar({
        stream,
        format: `${label.padEnd(13)} {bar} {value}/{total} · {duration_formatted}`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        hideCursor: true,
        noTTYOutput: true,
        notTTYSchedule: LINE_EVERY_MS,
        // main.ts handles signals.
        gracefulExit: false,
      });
      bar.start(total, 0);
      try {
        return await work();
      } finally {
        bar.stop();
      }
    },
    advance: () => bar?.increment(),
  };
}
