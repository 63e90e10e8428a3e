import { EventEmitter, once } from 'node:events';

/**
 * Counts the work that is still to be handled: stream records not yet given to their consumers, queued
 * messages, running invocations. `GET /_local/idle` waits on it, so that nothing has to sleep.
 */
export class Activity {
  readonly #changed = new EventEmitter();
  #open = 0;
  #begun = 0;

  /** Pieces of work under way now. */
  get open(): number {
    return this.#open;
  }

  /** Pieces of work until now. */
  get begun(): number {
    return this.#begun;
  }

  /** Notes one piece of work; the returned function ends it (once; further calls do nothing). */
  begin(): () => void {
    this.#open += 1;
    this.#begun += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#open -= 1;
      if (this.#open === 0) this.#changed.emit('idle');
    };
  }

  /** Runs `work` as one piece of work. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** Resolves true once nothing is open, false after `timeoutMs`. */
  async whenIdle(timeoutMs: number): Promise<boolean> {
    const deadline = AbortSignal.timeout(timeoutMs);
    while (this.#open > 0) {
      try {
        await once(this.#changed, 'idle', { signal: deadline });
      } catch {
        return this.#open === 0;
      }
    }
    return true;
  }
}
