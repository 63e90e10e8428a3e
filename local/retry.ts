import { setTimeout as sleep } from 'node:timers/promises';

export interface RetryOptions {
  /** How often the work is tried at most. Default: until it succeeds. */
  readonly attempts?: number;
  /** How long to wait after the given number of failures, in milliseconds. Default: not at all. */
  readonly backoffMs?: (failures: number) => number;
  /** Aborted: no further attempts. */
  readonly signal?: AbortSignal;
}

/** Tries until the work succeeds, and returns what it returns. Throws the last error when it is given up. */
export async function retry<T>(
  work: () => Promise<T>,
  { attempts = Number.POSITIVE_INFINITY, backoffMs = () => 0, signal }: RetryOptions,
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (failures >= attempts) throw error;
      await sleep(backoffMs(failures), undefined, signal && { signal }).catch(() => undefined);
      if (signal?.aborted) throw error;
    }
  }
}
