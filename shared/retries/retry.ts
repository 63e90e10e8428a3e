import { setTimeout as pause } from 'node:timers/promises';
import { longestPause } from './backoff.ts';
import { msLeft } from './time-budget.ts';

/** Pauses of some 17 seconds in all: more than an endpoint has, and about what a consumer has. */
const ATTEMPTS = 40;

export interface RetryOptions {
  /** Whether another attempt may help after this error. */
  readonly when: (error: unknown) => boolean;
  /** The longest pause after the first attempt, in milliseconds; it doubles with each, up to one second. */
  readonly firstMs: number;
}

/**
 * Does `work` until it succeeds: up to 40 times, with random pauses in between, as long as the time budget of the
 * invocation lasts.
 * @param work is told how many attempts failed before it.
 * @throws what the last attempt threw.
 */
export async function retry<T>(
  work: (failed: number) => Promise<T>,
  { when, firstMs }: RetryOptions,
): Promise<T> {
  for (let failed = 1; ; failed += 1) {
    try {
      return await work(failed - 1);
    } catch (error) {
      const pauseMs = Math.random() * longestPause(failed, firstMs);
      if (!when(error) || failed === ATTEMPTS || pauseMs >= msLeft()) throw error;
      await pause(pauseMs);
    }
  }
}
