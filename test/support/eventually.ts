import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answered } from './answers.ts';

/** An emulator, or any system on a busy machine, may need minutes for what AWS does in a second. */
const DEADLINE_MS = 180_000;

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** Refusals that stay what they are, however often the same request is sent. */
const FINAL_STATUSES = [400, 401, 403, 405, 410, 413, 415, 500];
/** Of the statuses that may change, the problems that do not. */
const FINAL_PROBLEMS = ['urn:multidomain:problem:idempotency-key-reused'];

/** What no further attempt can make right. */
export class Hopeless extends Error {
  override readonly name = 'Hopeless';
}

const answers = new AsyncLocalStorage<Answered[]>();

/** Tells the attempt that is under way, if there is one, what it was answered. */
export const noteAnswer = (answer: Answered): void => void answers.getStore()?.push(answer);

/**
 * Tries `attempt` until it does not throw, and gives its result. What services tell each other arrives a
 * moment later, on any target; the longer it takes, the less often it is asked for, so that asking does not
 * become the load that is waited for.
 * @throws the last error after the deadline; at once when the attempt failed on an answer that no waiting changes,
 * such as a 400.
 */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (let next = FIRST_PAUSE_MS; ; next = Math.min(next * 1.5, LONGEST_PAUSE_MS)) {
    const received: Answered[] = [];
    try {
      return await answers.run(received, attempt);
    } catch (error) {
      if (error instanceof Hopeless || Date.now() > deadline) throw error;
      const final = received.find(isFinal);
      if (final !== undefined) throw new Hopeless(wordsOf(final), { cause: error });
      await pause(next);
    }
  }
}

const isFinal = ({ status, body }: Answered): boolean =>
  FINAL_STATUSES.includes(status) ||
  FINAL_PROBLEMS.includes((body as { type?: string } | undefined)?.type ?? '');

const wordsOf = ({ method, path, status, body }: Answered): string =>
  `Waiting does not help: ${method} ${path} was answered ${status} ${JSON.stringify(body)}`;
