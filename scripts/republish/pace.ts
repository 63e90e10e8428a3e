import { setTimeout as pause } from 'node:timers/promises';

/** Keeps to a number of items per second: call it after each batch. */
export function paceOf(perSecond: number, signal: AbortSignal): (items: number) => Promise<void> {
  let next = performance.now();
  return async (items) => {
    next = Math.max(next, performance.now() - 1_000) + (items * 1_000) / perSecond;
    await pause(Math.max(0, next - performance.now()), undefined, { signal });
  };
}
