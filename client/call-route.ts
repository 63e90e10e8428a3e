import { ApiProblem, ApiUnreachable } from './errors.ts';
import { readAnswer, type SentRequest } from './read-answer.ts';
import { mayRetry, pauseAfter } from './retries.ts';
import { type AnyRequest, bodyOf, headersOf, pathOf } from './write-request.ts';

/** A client's options, with all defaults filled in. */
export interface Settings {
  readonly root: () => Promise<string>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly token?: () => Promise<string | undefined> | string | undefined;
  readonly headers: () => Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly timeoutMs: number;
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  readonly stopSignal?: AbortSignal | undefined;
}

/** Calls a route, with retries. Every attempt has the same correlation id and, for a POST, the same idempotency key. */
export async function callRoute(
  route: string,
  request: AnyRequest = {},
  settings: Settings,
): Promise<unknown> {
  const [method = '', template = ''] = route.split(' ');
  const key = request.idempotencyKey ?? (method === 'POST' ? crypto.randomUUID() : undefined);
  const keyed = { ...request, idempotencyKey: key };
  const url = `${await settings.root()}${pathOf(template, keyed)}`;
  const sent: SentRequest = { method, url, correlationId: crypto.randomUUID() };
  const stop = anyOf(settings.stopSignal, request.signal);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callSignedIn(sent, keyed, settings);
    } catch (error) {
      if (attempt === settings.attempts || !mayRetry(method, error)) throw error;
      await settings.pause(pauseAfter(attempt, error.retryAfterMs), stop);
    }
  }
}

/**
 * One attempt. A token may be revoked or expire on its way, so a request that was refused because of it is sent again if
 * there is another one by now. Nothing was done the first time.
 */
async function callSignedIn(sent: SentRequest, request: AnyRequest, settings: Settings): Promise<unknown> {
  const token = await settings.token?.();
  try {
    return await callOnce(sent, request, settings, token);
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 401)) throw error;
    const fresh = await settings.token?.();
    if (fresh === token) throw error;
    return callOnce(sent, request, settings, fresh);
  }
}

async function callOnce(
  sent: SentRequest,
  request: AnyRequest,
  { fetch, headers, timeoutMs }: Settings,
  token: string | undefined,
): Promise<unknown> {
  const { method, url, correlationId } = sent;
  const { signal } = request;
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headersOf(request, correlationId), ...credentials(token), ...headers() },
      ...bodyOf(request),
      signal: anyOf(AbortSignal.timeout(timeoutMs), signal) as AbortSignal,
    });
    return await readAnswer(response, sent);
  } catch (error) {
    if (signal?.aborted || !isNetworkError(error)) throw error;
    throw new ApiUnreachable(`${url} is not responding: ${causeOf(error)}.`, { cause: error });
  }
}

const credentials = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

const anyOf = (...signals: (AbortSignal | undefined)[]): AbortSignal | undefined => {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
};

/** Whether `fetch`, or reading the answer, failed because of the network or the server. */
const isNetworkError = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');

/** The root cause of an error: `fetch failed` alone says nothing. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError) return cause.errors.map(causeOf).join(', ');
  return cause instanceof Error ? causeOf(cause) : error.message;
}
