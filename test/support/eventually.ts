import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MS = 30_000;
const INTERVAL_MS = 50;

/**
 * Tries `attempt` until it does not throw, and gives its result. What services tell each other arrives a
 * moment later, on any target.
 * @throws the last error after 30 s.
 */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(INTERVAL_MS);
    }
  }
}
