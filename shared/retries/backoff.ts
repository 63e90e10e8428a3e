import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_MS = 1_000;

/**
 * Waits before another attempt: a random time up to {@link longestPause}, so that those who collided do not
 * meet again.
 */
export const backoff = (failed: number, firstMs: number): Promise<void> =>
  pause(Math.random() * longestPause(failed, firstMs));

/**
 * Milliseconds: doubles with each attempt, up to one second.
 * @param failed how many attempts failed already; 1 or more.
 * @param firstMs the longest pause after the first one.
 */
export const longestPause = (failed: number, firstMs: number): number =>
  Math.min(firstMs * 2 ** (failed - 1), LONGEST_MS);
