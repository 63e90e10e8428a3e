/** No answer makes a caller wait longer than this: a quota that is used up says an hour. */
export const LONGEST_PAUSE_MS = 20_000;

const SECONDS = /^\d{1,9}$/;

/**
 * How long an answer's `Retry-After` asks the caller to wait, in milliseconds: seconds or an HTTP date, at most
 * {@link LONGEST_PAUSE_MS}. 0 when there is none, or it cannot be read.
 */
export function retryAfterMs(header: string | null, now: Date): number {
  const value = header?.trim() ?? '';
  const wanted = SECONDS.test(value) ? Number(value) * 1_000 : Date.parse(value) - now.getTime();
  return Number.isNaN(wanted) ? 0 : Math.min(Math.max(wanted, 0), LONGEST_PAUSE_MS);
}
