/** The longest wait that an answer can ask for. An exhausted quota may ask for an hour, which is too long. */
export const LONGEST_PAUSE_MS = 20_000;

const SECONDS = /^\d{1,9}$/;

/**
 * The wait in milliseconds that a `Retry-After` header (seconds or an HTTP date) asks for, at most
 * {@link LONGEST_PAUSE_MS}; 0 if the header is missing or invalid.
 */
export function retryAfterMs(header: string | null, now: Date): number {
  const value = header?.trim() ?? '';
  const requested = SECONDS.test(value) ? Number(value) * 1_000 : Date.parse(value) - now.getTime();
  return Number.isNaN(requested) ? 0 : Math.min(Math.max(requested, 0), LONGEST_PAUSE_MS);
}
