import { contentionOf } from '../retries/contention.ts';
import { concurrentChange, overloaded, type Problem } from './problem.ts';

/** What the caller of the API is told of contention that does not end; `undefined` for any other error. */
export function contentionProblem(error: unknown): Problem | undefined {
  const contention = contentionOf(error);
  if (contention === undefined) return undefined;
  return contention === 'overload' ? overloaded() : concurrentChange();
}
