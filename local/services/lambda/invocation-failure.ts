import type { InvokeResult } from '../invoke.ts';

/** An error in an invocation or in an environment, with its stack if there is one. */
export interface Failure {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
}

/** The failure as the caller of the function sees it: without the stack. */
export function failed({ type, message }: Failure): InvokeResult {
  return { ok: false, error: { type, message } };
}

/** The handler did not answer within the function's timeout. */
export function timedOut(seconds: number): Failure {
  return { type: 'Sandbox.Timedout', message: `Task timed out after ${seconds.toFixed(2)} seconds` };
}

/** The code was not loaded in time: Lambda gives initialization 10 s, then once more the function's timeout. */
export function initTimedOut(seconds: number): Failure {
  return { type: 'Sandbox.Timedout', message: `Init timed out after ${seconds.toFixed(2)} seconds` };
}

/** The worker exited, for instance through `process.exit()`. */
export function exited(code: number): Failure {
  const reason = code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
  return { type: 'Runtime.ExitError', message: `Runtime exited ${reason}` };
}

/** The worker was ended by an uncaught error, such as running out of memory. */
export function crashed(error: unknown, memoryMb: number): Failure {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { type: 'Runtime.OutOfMemory', message: `Runtime exited: out of memory (${memoryMb} MB)` };
  }
  const { name: type, message, stack } = error;
  return { type, message, ...(stack === undefined ? {} : { stack }) };
}
