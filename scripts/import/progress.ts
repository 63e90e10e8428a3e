import { SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 3_000;

/** Shows how far a step is. */
export interface Progress {
  /** Shows `label` while `work` runs; nothing for a step of no items. */
  during<T>(label: string, total: number, work: () => Promise<T>): Promise<T>;
  /** One more item of the current step is done. */
  advance(): void;
}

/** A bar on a terminal; elsewhere a line every 3 s. */
export function createProgress(stream: NodeJS.WritableStream): Progress {
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
        // main.ts stops in good order.
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
