import { EventEmitter, once } from 'node:events';

/** With fewer waiting requests, whoever sent the last one hardly notices that events are handled meanwhile. */
const FEW = 32;

/** The requests that wait for an execution environment: there are no more of these than cores. */
export class RequestBacklog {
  readonly #changed = new EventEmitter().setMaxListeners(0);
  #waiting = 0;

  /** Notes a request that waits; the returned function notes that it does not any more (once; further calls do nothing). */
  enter(): () => void {
    this.#waiting += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#waiting -= 1;
      if (this.#waiting === FEW) this.#changed.emit('few');
    };
  }

  /** Resolves once few requests wait, when `signal` is aborted, and after `timeoutMs` at the latest. */
  async whenFew(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.#waiting <= FEW) return;
    const ended = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    await once(this.#changed, 'few', { signal: ended }).catch(() => {});
  }
}
