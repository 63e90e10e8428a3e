const MINUTE_MS = 60_000;

/** How often what is in sight is read again, in milliseconds. docs/cost.md says what that costs. */
export const PACE = {
  /** While somebody uses the page. */
  busyMs: 8_000,
  /** When nobody has touched the page for this long, it is read less often. */
  quietAfterMs: 5 * MINUTE_MS,
  quietMs: MINUTE_MS,
  /** When nobody has touched it for this long, it is not read any more until somebody does. */
  stoppedAfterMs: 60 * MINUTE_MS,
  /** What follows from something else is read this often even if that has not changed. */
  followersMs: MINUTE_MS,
  /** Pages that were opened together spread over this part of a pause. */
  spread: 0.3,
  /** Somebody who comes back sees what has changed at once, but not twice within this time. */
  returnMs: 2_000,
  /** The longest pause after failures, unless the API asks for a longer one. */
  longestMs: 2 * MINUTE_MS,
  /** The page says that it is not up to date after so many failures in a row. */
  failuresUntilTold: 3,
} as const;

interface Use {
  readonly isVisible: boolean;
  /** Since somebody last touched the page, in milliseconds. */
  readonly untouchedMs: number;
  /** In a row. */
  readonly failures: number;
  /** What the API asked for with its last answer; 0 if nothing. */
  readonly retryAfterMs: number;
  /** From 0 to 1. */
  readonly random: number;
}

/** The pause before what is in sight is read again, in milliseconds; undefined if it is not. */
export function pauseAt(use: Use): number | undefined {
  const { isVisible, untouchedMs, failures, retryAfterMs, random } = use;
  if (!isVisible || untouchedMs >= PACE.stoppedAfterMs) return undefined;
  const usual = untouchedMs >= PACE.quietAfterMs ? PACE.quietMs : PACE.busyMs;
  const spread = usual * (1 + (random - 0.5) * PACE.spread);
  return Math.max(Math.min(spread * 2 ** failures, PACE.longestMs), retryAfterMs);
}
