import { AsyncLocalStorage } from 'node:async_hooks';

/** The part of an invocation's time that is reserved for the running attempt and the answer. */
const RESERVE_MS = 2_000;

const deadlines = new AsyncLocalStorage<number>();

/** The part of a Lambda's context that tells the time left. */
export interface Invocation {
  getRemainingTimeInMillis?(): number;
}

/** The milliseconds that an invocation may spend on work; `Infinity` without a limit, as in tests. */
export const msOf = (invocation: Invocation | undefined): number =>
  (invocation?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY) - RESERVE_MS;

/** Runs `work` with a time budget: after `milliseconds` nothing is retried. A running attempt is not interrupted. */
export const withinMs = <T>(milliseconds: number, work: () => T): T =>
  deadlines.run(Date.now() + milliseconds, work);

/** The milliseconds left for retries; `Infinity` outside of {@link withinMs}. */
export const msLeft = (): number => (deadlines.getStore() ?? Number.POSITIVE_INFINITY) - Date.now();
