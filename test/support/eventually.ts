import { setTimeout as pause } from 'node:timers/promises';

/** An emulator on a busy machine may need minutes for what AWS does in a second. */
export const DEADLINE_MS = process.env['BASE_URL'] === undefined ? 60_000 : 180_000;

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Tries `attempt` until it does not throw, and gives its result. What services tell each other arrives a
 * moment later, on any target; the longer it takes, the less often it is asked for, so that asking does not
 * become the load that is waited for.
 * @throws the last error after the deadline.
 */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (let next = FIRST_PAUSE_MS; ; next = Math.min(next * 1.5, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(next);
    }
  }
}
