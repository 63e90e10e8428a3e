import { ApiProblem, ApiUnreachable, isTransient } from './errors.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Whether a request that failed may be sent again.
 *
 * A GET changes nothing, and a POST has an idempotency key. A PATCH or DELETE is sent again only when the answer says
 * that nothing was done. Otherwise the first one may have succeeded: with `If-Match`, the second would then be refused
 * (412, or 404 for a removal) as if somebody else had made the change; without, it could undo what somebody else
 * changed in between. The caller reads the entity again and decides.
 */
export const mayRepeat = (method: string, error: unknown): error is ApiProblem | ApiUnreachable =>
  (error instanceof ApiProblem || error instanceof ApiUnreachable) &&
  isTransient(error) &&
  (method === 'GET' || method === 'POST' || isUndone(error));

const isUndone = (error: ApiProblem | ApiUnreachable): boolean =>
  error.status === 429 || ('code' in error && error.code === 'concurrent-change');

/**
 * Milliseconds to wait before the next attempt. The pause doubles from 200 ms to 10 s; the second half of it is random,
 * so that those who were refused together do not come back together. It is never shorter than `Retry-After`.
 * @param failed how many attempts failed already; 1 or more.
 */
export function pauseAfter(failed: number, retryAfterMs: number): number {
  const half = Math.min(FIRST_PAUSE_MS * 2 ** (failed - 1), LONGEST_PAUSE_MS) / 2;
  return Math.max(half, retryAfterMs) + Math.random() * half;
}
