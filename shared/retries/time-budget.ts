import { AsyncLocalStorage } from 'node:async_hooks';

/** Kept back of an invocation's time: for an attempt under way, and for the answer. */
const RESERVE_MS = 2_000;

const deadlines = new AsyncLocalStorage<number>();

/** What a Lambda is told of its time. */
export interface Invocation {
  getRemainingTimeInMillis?(): number;
}

/** The milliseconds of an invocation that work may take; `Infinity` where nobody sets a limit, as in tests. */
export const msOf = (invocation: Invocation | undefined): number =>
  (invocation?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY) - RESERVE_MS;

/** Does `work`, in which nothing is tried again once `milliseconds` are over. What runs then is not stopped. */
export const withinMs = <T>(milliseconds: number, work: () => T): T =>
  deadlines.run(Date.now() + milliseconds, work);

/** The milliseconds that are left for retries; `Infinity` outside of {@link withinMs}. */
export const msLeft = (): number => (deadlines.getStore() ?? Number.POSITIVE_INFINITY) - Date.now();
