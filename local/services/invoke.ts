/**
 * The result of a Lambda invocation. `error.type` is AWS's `errorType`: the error's name, or `Sandbox.Timedout`,
 * `Runtime.ExitError`, ...
 */
export type InvokeResult =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: { readonly type: string; readonly message: string } };

/**
 * The result for an event source: `interrupted` when nothing can be said about the event, because the system ended or
 * could not write meanwhile. The event is then to be delivered as if it never had been.
 */
export type DeliveryResult = InvokeResult | 'interrupted';

/** Invokes a function for an event source. Never rejects. */
export type Deliver = (functionArn: string, event: unknown) => Promise<DeliveryResult>;

/**
 * Invokes a function synchronously and waits for its answer. Never rejects: a failure is a result.
 * @param onBegin called when an execution environment has taken the event. Default: nothing
 */
export type Invoke = (functionArn: string, event: unknown, onBegin?: () => void) => Promise<InvokeResult>;
