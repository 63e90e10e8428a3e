import { ApiProblem, ApiUnreachable, isTransient } from './errors.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Whether a failed request may be retried.
 *
 * A GET changes nothing, and a POST has an idempotency key. A PATCH or DELETE is retried only if the answer says that
 * nothing was done. Otherwise the first attempt may have succeeded. With `If-Match`, the second one would then be
 * refused (412, or 404 for a removal), as if someone else had made the change. Without it, the second one could undo a
 * change that someone else made in between. The caller has to read the entity again and decide.
 */
export const mayRetry = (method: string, error: unknown): error is ApiProblem | ApiUnreachable =>
  (error instanceof ApiProblem || error instanceof ApiUnreachable) &&
  isTransient(error) &&
  (method === 'GET' || method === 'POST' || hadNoEffect(error));

const hadNoEffect = (error: ApiProblem | ApiUnreachable): boolean =>
  error.status === 429 || ('code' in error && error.code === 'concurrent-change');

/**
 * Milliseconds to wait before the next attempt. The pause doubles from 200 ms to 10 s. Half of it is random, so that
 * clients that were refused together do not retry together. It is never shorter than `Retry-After`.
 * @param failed the number of failed attempts; 1 or more.
 */
export function pauseAfter(failed: number, retryAfterMs: number): number {
  const half = Math.min(FIRST_PAUSE_MS * 2 ** (failed - 1), LONGEST_PAUSE_MS) / 2;
  return Math.max(half, retryAfterMs) + Math.random() * half;
}
