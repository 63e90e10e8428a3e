import { constants } from 'node:os';

/** npm forwards a Ctrl-C that the terminal has already sent, so two signals in quick succession count as one. */
const SAME_SIGNAL_MS = 500;

/** A request to stop the command. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** 128 plus the number of that signal; 0 before the first signal. */
  readonly exitCode: number;
}

/** Makes the first SIGINT or SIGTERM abort a signal, and the next one exit at once. */
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
