import { ApiProblem, ApiUnreachable } from '../../client/errors.ts';
import { apiRootOf } from '../../client/write-request.ts';
import { signedInClient } from '../api/signed-in-client.ts';
import { SignInError } from '../tokens/sign-in-error.ts';
import { whatToDo } from '../tokens/what-to-do.ts';

const TIMEOUT_MS = 10_000;

export interface FindFaultOptions {
  /** How to get a system to test; default: how to find the API's address on AWS. */
  readonly remedy?: string;
  /** Sends a request; default: `fetch`. */
  readonly send?: (url: string, init: RequestInit) => Promise<Response>;
  /** Returns the access token, if any; default: an editor's. */
  readonly token?: () => Promise<string | undefined>;
}

const REMEDY =
  'Use the address that the deployment printed as Url. If nothing is deployed yet, run npm run deploy';

/**
 * Why the API cannot be tested, and what to do about it; undefined if it works. Reads one customer, within 10 s.
 * @param baseUrl without `/api`
 */
export async function findFault(
  baseUrl: string,
  { remedy = REMEDY, send, token }: FindFaultOptions = {},
): Promise<string | undefined> {
  if (!/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? '')) {
    return `"${baseUrl}" is not an address such as https://ID.cloudfront.net`;
  }
  const url = apiRootOf(baseUrl);
  const api = signedInClient({
    baseUrl,
    attempts: 1,
    timeoutMs: TIMEOUT_MS,
    ...(send && { fetch: send }),
    ...(token && { token }),
  });
  try {
    const { items } = await api('GET /customers', { query: { limit: 1 } });
    return Array.isArray(items) ? undefined : `${url} answers 200\n${another(remedy)}`;
  } catch (error) {
    return faultIn(error, url, remedy);
  }
}

function faultIn(error: unknown, url: string, remedy: string): string {
  if (!(error instanceof Error)) throw error;
  if (error instanceof SignInError) return error.message;
  if (!(error instanceof ApiProblem || error instanceof ApiUnreachable)) throw error;
  const { status } = error;
  if (status === undefined) return `Nothing answers at ${url} (${reasonOf(error.cause)}).\n${remedy}`;
  const answer = error instanceof ApiProblem ? `${url} answers ${status}: ${error.message}` : error.message;
  const instruction = whatToDo(status);
  if (instruction !== undefined) return `${answer}\n${instruction}`;
  if (status >= 500) {
    return `${answer}\nThe API is there but fails. Check its functions' logs, and whether the last deployment succeeded.`;
  }
  return `${answer}\n${another(remedy)}`;
}

const another = (remedy: string): string => `That is not this system's API. ${remedy}`;

/** The message of the cause: `fetch failed` alone says nothing. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause = error } = error;
  const { code, message } = cause as NodeJS.ErrnoException;
  return message || code || error.message;
}
