import { contentionOf } from '../retries/contention.ts';
import { Refusal } from './refusal.ts';

/** Refuses a change that lost against concurrent changes in every attempt. */
export const concurrentChange = (): Refusal =>
  new Refusal('concurrent-change', 'Too many changes at the same time; try again.');

/** Refuses a request that the database had no capacity for in any attempt. */
const overloaded = (): Refusal =>
  new Refusal('overloaded', 'There is too much to do at the moment; try again in a few seconds.');

/** The refusal for contention that outlasted all retries; `undefined` for any other error. */
export function contentionRefusal(error: unknown): Refusal | undefined {
  const contention = contentionOf(error);
  if (contention === undefined) return undefined;
  return contention === 'overload' ? overloaded() : concurrentChange();
}
