import { AsyncLocalStorage } from 'node:async_hooks';

/** One invocation of a function. */
export interface Invocation {
  readonly functionName: string;
  /** How far the function's clock is off, in milliseconds. */
  readonly skewMs: number;
  /** When it times out, epoch milliseconds. */
  readonly deadline: number;
  /** Whether it has answered, failed, timed out or crashed: nothing that it calls is answered any more. */
  ended: boolean;
  /** How many calls it has made. */
  calls: number;
  /** Before or after which of its calls it crashes. Default: none. */
  readonly crash?: { readonly call: number; readonly when: 'before' | 'after' };
  /** Ends it with an error. */
  fail(type: string): void;
}

const running = new AsyncLocalStorage<Invocation>();

/** The invocation that the running code belongs to; undefined for clients and operators. */
export const currentInvocation = (): Invocation | undefined => running.getStore();

export const asInvocation = <T>(invocation: Invocation, work: () => T): T => running.run(invocation, work);
