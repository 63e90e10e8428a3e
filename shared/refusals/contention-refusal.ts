import { contentionOf } from '../retries/contention.ts';
import { Refusal } from './refusal.ts';

/** For a change that lost against concurrent changes in every attempt. */
export const concurrentChange = (): Refusal =>
  new Refusal('concurrent-change', 'Too many concurrent changes; try again.');

/** For a request that the database throttled in every attempt. */
const overloaded = (): Refusal =>
  new Refusal('overloaded', 'The service is overloaded; try again in a few seconds.');

/** The refusal for contention that outlasted all retries; `undefined` for any other error. */
export function contentionRefusal(error: unknown): Refusal | undefined {
  const contention = contentionOf(error);
  if (contention === undefined) return undefined;
  return contention === 'overload' ? overloaded() : concurrentChange();
}
