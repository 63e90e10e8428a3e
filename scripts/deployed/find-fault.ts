import { createClient } from '../../client/create-client.ts';
import { ApiProblem, ApiUnreachable } from '../../client/errors.ts';
import { apiRootOf } from '../../client/write-request.ts';
import { regionOf, signedFetch } from './signed-fetch.ts';

const TIMEOUT_MS = 10_000;

export interface FindFaultOptions {
  /** How to get a system to test; default: how to find the API's address on AWS. */
  readonly remedy?: string;
  /** Sends a request, like `fetch`. Default: `fetch`, signed if the API is on AWS. */
  readonly send?: (url: string, init: RequestInit) => Promise<Response>;
}

const REMEDY =
  'Use the address that the deployment printed as ApiEndpoint…. If nothing is deployed yet, run npm run deploy';

/**
 * Why the API cannot be tested, and what to do about it; undefined if it works. Reads one customer, within 10 s.
 * @param baseUrl without `/api`
 */
export async function findFault(
  baseUrl: string,
  { remedy = REMEDY, send = signedFetch }: FindFaultOptions = {},
): Promise<string | undefined> {
  if (!/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? '')) {
    return `"${baseUrl}" is not an address such as https://ID.execute-api.REGION.amazonaws.com`;
  }
  const url = apiRootOf(baseUrl);
  const api = createClient({ baseUrl, fetch: send, attempts: 1, timeoutMs: TIMEOUT_MS });
  try {
    const { items } = await api('GET /customers', { query: { limit: 1 } });
    return Array.isArray(items) ? undefined : `${url} answers 200\n${another(remedy)}`;
  } catch (error) {
    return faultIn(error, url, remedy);
  }
}

function faultIn(error: unknown, url: string, remedy: string): string {
  if (!(error instanceof Error)) throw error;
  if (error.name.endsWith('ProviderError')) {
    return `There are no AWS credentials to sign requests with (${error.message}).\nSet AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  }
  if (!(error instanceof ApiProblem || error instanceof ApiUnreachable)) throw error;
  const { status } = error;
  if (status === undefined) return `Nothing answers at ${url} (${reasonOf(error.cause)}).\n${remedy}`;
  const answer = error instanceof ApiProblem ? `${url} answers ${status}: ${error.message}` : error.message;
  if (status === 401 || status === 403) return `${answer}\n${refused(url, remedy)}`;
  if (status >= 500) {
    return `${answer}\nThe API is there but fails. Check its functions' logs, and whether the last deployment succeeded.`;
  }
  return `${answer}\n${another(remedy)}`;
}

const another = (remedy: string): string => `That is not this system's API. ${remedy}`;

const refused = (url: string, remedy: string): string =>
  regionOf(url) === undefined
    ? 'Only requests to https://ID.execute-api.REGION.amazonaws.com are signed. Use the API’s own address, not the page’s.'
    : `The credentials must belong to the API's account and allow execute-api:Invoke (aws sts get-caller-identity shows whose they are). A wrong path gets the same answer. ${remedy}`;

/** The message of the cause: `fetch failed` alone says nothing. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause = error } = error;
  const { code, message } = cause as NodeJS.ErrnoException;
  return message || code || error.message;
}
