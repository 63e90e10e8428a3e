const REFRESH_MS = 100;

/** Where progress is written: `process.stdout`, or anything that takes text. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows what a command is doing, on a terminal as well as in a log file. */
export interface Progress {
  /** Shows `label`, the latest detail of `work` and the time so far; when it is done, one line remains. */
  during<T>(label: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
  /** Writes a line above the current step. */
  line(text: string): void;
}

/** Writes a line for each finished step; a terminal also shows the current step. */
export function createProgress(output: ProgressOutput): Progress {
  let current: (() => string) | undefined;
  const clear = (): void => {
    if (output.isTTY) output.write('\r\x1b[K');
  };
  const draw = (): void => {
    // A wrapped line could not be cleared.
    if (output.isTTY && current) output.write(`\r\x1b[K${current().slice(0, (output.columns || 80) - 1)}`);
  };
  const line = (text: string): void => {
    clear();
    output.write(`${text}\n`);
    draw();
  };
  return {
    line,
    async during(label, work) {
      const started = performance.now();
      let detail = '';
      current = () => `… ${label} ${seconds(started)}${detail === '' ? '' : ` · ${detail}`}`;
      const refresh = output.isTTY ? setInterval(draw, REFRESH_MS) : undefined;
      let outcome = '✗';
      try {
        const result = await work((text) => {
          detail = text;
        });
        outcome = '✓';
        return result;
      } finally {
        clearInterval(refresh);
        current = undefined;
        line(`${outcome} ${label} ${seconds(started)}`);
      }
    },
  };
}

/** The time since `started` (from `performance.now()`), for display. */
export function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
