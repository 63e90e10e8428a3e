const LONGEST_MS = 1_000;

/**
 * The upper bound of a random pause before another attempt, in milliseconds: it doubles with each attempt, up to one
 * second.
 * @param failed how many attempts failed already; 1 or more.
 * @param firstMs the upper bound of the first pause.
 */
export const longestPause = (failed: number, firstMs: number): number =>
  Math.min(firstMs * 2 ** (failed - 1), LONGEST_MS);
