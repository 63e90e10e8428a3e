import { setTimeout as pause } from 'node:timers/promises';
import { ApiProblem, isTransient } from '../../client/errors.ts';

const PAUSE_MS = 50;
const DEADLINE_MS = 120_000;

/** Nothing answered for two minutes: the system does not come back. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * Repeats a request until it gets an answer that another attempt would not change, such as 200 or 404, since the system may
 * be down, or a worker may have ended with the first attempt.
 * @throws ApiProblem for a refusal, NoAnswer; AbortError once the signal is aborted
 */
export async function untilAnswered<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ApiProblem && !isTransient(error)) throw error;
      if (performance.now() > deadline)
        throw new NoAnswer(`No answer for two minutes: ${error}`, { cause: error });
    }
    await pause(PAUSE_MS, undefined, { signal });
  }
}
