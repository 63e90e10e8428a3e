import { concurrentChange, contentionRefusal } from '../refusals/contention-refusal.ts';
import { isContention } from '../retries/contention.ts';
import { retry } from '../retries/retry.ts';
import { GuardFailed, LostRace } from './commit.ts';
import { VERSION_GUARD } from './versioned.ts';

/**
 * Optimistic locking: repeats "read, decide, write" from the start as long as concurrent writes win or reads are
 * throttled.
 * @param attempt is told how many attempts failed before it.
 * @param attempts the most; default as many as there is time for.
 * @throws Refusal `concurrent-change` if every attempt lost against a concurrent write, `overloaded` if reads were
 * throttled to the end; any other error at once.
 */
export async function optimistically<T>(
  attempt: (failed: number) => Promise<T>,
  attempts?: number,
): Promise<T> {
  try {
    return await retry(attempt, {
      when: (error) => lostRace(error) || isContention(error),
      firstMs: 20,
      ...(attempts !== undefined && { attempts }),
    });
  } catch (error) {
    throw lostRace(error) ? concurrentChange() : (contentionRefusal(error) ?? error);
  }
}

const lostRace = (error: unknown): boolean =>
  error instanceof LostRace || (error instanceof GuardFailed && error.guards.includes(VERSION_GUARD));
