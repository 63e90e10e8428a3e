import { constants } from 'node:os';

/** npm passes on a Ctrl-C that the terminal has already sent: two at once count as one. */
const SAME_SIGNAL_MS = 500;

/** Whether somebody wants the command to stop. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** 128 and the number of that signal; 0 as long as there was none. */
  readonly exitCode: number;
}

/** From now on the first SIGINT or SIGTERM asks the command to stop, and the next one ends it at once. */
export function stopOnSignals(): Interruption {
  const stop = new AbortController();
  let exitCode = 0;
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (!stop.signal.aborted) {
        first = performance.now();
        exitCode = 128 + constants.signals[name];
        stop.abort();
      } else if (performance.now() - first > SAME_SIGNAL_MS) {
        process.exit(128 + constants.signals[name]);
      }
    });
  }
  return {
    signal: stop.signal,
    get exitCode() {
      return exitCode;
    },
  };
}
