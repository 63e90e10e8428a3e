/**
 * The result of a Lambda invocation. `error.type` is AWS's `errorType`: the error's name, or `Sandbox.Timedout`,
 * `Runtime.ExitError`, ...
 */
export type InvokeResult =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: { readonly type: string; readonly message: string } };

/** Invokes a function synchronously and waits for its answer. Never rejects: a failure is a result. */
export type Invoke = (functionArn: string, event: unknown) => Promise<InvokeResult>;
