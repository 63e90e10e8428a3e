import type { ProblemDocument } from '../../../contracts/definition/problems.ts';
import { jsonText } from '../../../shared/values/json-text.ts';
import { ApiError, notSignedIn, UnreachableError } from './api-error.ts';
import { configuration } from './configuration.ts';
import { identityHeaders } from './identity.ts';

/** What API Gateway says in words of its own when it lets nobody through. */
const NOT_SIGNED_IN = ':not-signed-in';

/** What a request to the API has besides its path. */
export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Query parameters; empty and undefined ones are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** The version that a change was decided on: any other is refused with `version-mismatch`. */
  readonly ifVersion?: number;
  /** Makes a POST safe to send again. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/**
 * Every request of the page to the API. Resolves with the parsed body, `undefined` for none.
 * @param path below the API's base, with a leading slash.
 * @throws ApiError when the API refuses; UnreachableError when it does not answer.
 */
export async function request<Body>(path: string, options: RequestOptions = {}): Promise<Body> {
  const { api } = await configuration();
  const correlationId = crypto.randomUUID();
  const response = await send(`${api}${path}${queryText(options.query)}`, correlationId, options);
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Body;
  const problem = await problemIn(response);
  if (problem !== undefined && !problem.type.endsWith(NOT_SIGNED_IN)) throw new ApiError(problem);
  if (response.status === 401 || response.status === 403) {
    throw notSignedIn(response.status, path, problem?.correlationId ?? correlationId);
  }
  throw new UnreachableError(`HTTP ${response.status} from ${path}`);
}

async function send(url: string, correlationId: string, options: RequestOptions): Promise<Response> {
  const { method = 'GET', body, ifVersion, idempotencyKey, signal } = options;
  const headers = {
    accept: 'application/json',
    'x-correlation-id': correlationId,
    ...identityHeaders(),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(ifVersion === undefined ? {} : { 'if-match': `"${ifVersion}"` }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  };
  try {
    return await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: jsonText(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new UnreachableError('The API cannot be reached.', { cause: error });
  }
}

function queryText(query: RequestOptions['query'] = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** `undefined` when the answer is no problem document, so not the API's own. */
async function problemIn(response: Response): Promise<ProblemDocument | undefined> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return undefined;
  return (await response.json()) as ProblemDocument;
}
