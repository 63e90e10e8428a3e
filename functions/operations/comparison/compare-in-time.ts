import type { Rows } from '../derived/rows.ts';
import type { Check } from './check.ts';
import { type Found, lasting, look } from './reconcile.ts';

/** What a check found in the time that it had. */
export interface Outcome {
  /** Those that stay, as far as the check got. */
  readonly differences: readonly Found[];
  /** Whether it got through everything. */
  readonly isFinished: boolean;
}

/**
 * Compares what one check compares, for a limited time. What was found until then is looked at again in any case.
 * @param rowsUntil opens the tables until a signal is aborted.
 * @param milliseconds the time; looking again takes some more.
 */
export async function compareInTime(
  rowsUntil: (signal?: AbortSignal) => Rows,
  check: Check,
  milliseconds: number,
  say: (line: string) => void,
): Promise<Outcome> {
  const signal = milliseconds > 0 ? AbortSignal.timeout(milliseconds) : AbortSignal.abort();
  const found = new Map<string, Found>();
  let isFinished = true;
  try {
    await look(rowsUntil(signal), check, found, say);
  } catch (error) {
    if (!signal.aborted) throw error;
    isFinished = false;
  }
  return { differences: await lasting(rowsUntil(), [...found.values()]), isFinished };
}
