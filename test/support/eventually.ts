import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnsweredRequest } from './answers.ts';

/** An emulator, or a busy machine, may need minutes for what takes AWS a second. */
const DEADLINE_MS = 180_000;

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** Statuses that a retry of the same request does not change. */
const FINAL_STATUSES = [400, 401, 403, 405, 410, 413, 415, 500];
/** Problems with other statuses that a retry does not change. */
const FINAL_PROBLEMS = ['urn:multidomain:problem:idempotency-key-reused'];

/** An error that a retry does not change. */
export class NonRetryable extends Error {
  override readonly name = 'NonRetryable';
}

const answers = new AsyncLocalStorage<AnsweredRequest[]>();

/** Records an answer for the current attempt, if there is one. */
export const recordAnswer = (answer: AnsweredRequest): void => void answers.getStore()?.push(answer);

/**
 * Retries `attempt` until it does not throw, and returns its result: events reach other services only a moment later. The
 * pauses grow, so that retries do not overload the system.
 * @throws the last error after the deadline; NonRetryable at once if the attempt got an answer that a retry does not
 * change, such as a 400.
 */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (let next = FIRST_PAUSE_MS; ; next = Math.min(next * 1.5, LONGEST_PAUSE_MS)) {
    const received: AnsweredRequest[] = [];
    try {
      return await answers.run(received, attempt);
    } catch (error) {
      if (error instanceof NonRetryable || Date.now() > deadline) throw error;
      const final = received.find(isFinal);
      if (final !== undefined) throw new NonRetryable(messageOf(final), { cause: error });
      await pause(next);
    }
  }
}

const isFinal = ({ status, body }: AnsweredRequest): boolean =>
  FINAL_STATUSES.includes(status) ||
  FINAL_PROBLEMS.includes((body as { type?: string } | undefined)?.type ?? '');

const messageOf = ({ method, path, status, body }: AnsweredRequest): string =>
  `Not retried: ${method} ${path} was answered ${status} ${JSON.stringify(body)}`;
