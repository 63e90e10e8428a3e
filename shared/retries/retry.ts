import { setTimeout as pause } from 'node:timers/promises';
import { longestPause } from './backoff.ts';
import { msLeft } from './time-budget.ts';

/** Pauses of about 17 seconds in all: more than an endpoint has, and about what a consumer has. */
const ATTEMPTS = 40;

export interface RetryOptions {
  /** Whether another attempt may help after this error. */
  readonly when: (error: unknown) => boolean;
  /** The longest pause after the first attempt, in milliseconds; it doubles with each, up to one second. */
  readonly firstMs: number;
  /** Default 40. */
  readonly attempts?: number;
}

/**
 * Repeats `work` until it succeeds, with random pauses so that concurrent callers do not collide again, as long as
 * attempts and the time budget of the invocation last.
 * @param work is told how many attempts failed before it.
 * @throws what the last attempt threw.
 */
export async function retry<T>(
  work: (failed: number) => Promise<T>,
  { when, firstMs, attempts = ATTEMPTS }: RetryOptions,
): Promise<T> {
  for (let failed = 0; ; ) {
    try {
      return await work(failed);
    } catch (error) {
      failed += 1;
      const pauseMs = Math.random() * longestPause(failed, firstMs);
      if (!when(error) || failed >= attempts || pauseMs >= msLeft()) throw error;
      await pause(pauseMs);
    }
  }
}
