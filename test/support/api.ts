import { createClient } from '../../client/create-client.ts';
import { apiRootOf } from '../../client/write-request.ts';
import { faultOf } from './answers.ts';
import { NonRetryable, recordAnswer } from './eventually.ts';
import { systemUnderTest } from './system.ts';
import { tokenOf, withToken } from './token.ts';

/** An answer of the API. `body` is the parsed JSON, or undefined if the answer has no body. */
export interface Answer<Body = Json> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

// biome-ignore lint/suspicious/noExplicitAny: the tests check what the API answers
export type Json = any;

/** A request's headers and body. A string or bytes are sent unchanged, anything else as JSON. */
export interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

const isSentAsIs = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array;

/**
 * `fetch` with an editor's token if the system asks for one, which checks each answer against the contract of its route.
 * @throws NonRetryable if the answer violates the contract.
 */
async function checkedFetch(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, withToken(init, await tokenOf(systemUnderTest().baseUrl)));
  const text = await response.clone().text();
  const answered = {
    method: init.method ?? 'GET',
    path: url.slice(apiRoot().length),
    status: response.status,
    body: text === '' ? undefined : JSON.parse(text),
  };
  recordAnswer(answered);
  const fault = faultOf(answered);
  if (fault !== undefined) throw new NonRetryable(fault);
  return response;
}

const apiRoot = (): string => apiRootOf(systemUnderTest().baseUrl);

/** A typed client for valid requests, without retries. A refused request throws. */
export const api = createClient({
  baseUrl: async () => apiRoot(),
  fetch: checkedFetch,
  attempts: 1,
  // An emulator may be slow, and the tests have timeouts of their own.
  timeoutMs: 300_000,
});

/** Collects all items of a list that {@link api} reads. */
export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/**
 * Sends any request to the API, valid or not.
 * @param path below `/api`, with a leading slash.
 * @throws NonRetryable if the answer violates the contract of its route.
 */
export async function call(method: string, path: string, { headers = {}, body }: Sent = {}): Promise<Answer> {
  const response = await checkedFetch(`${apiRoot()}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: isSentAsIs(body) ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

export const get = (path: string, headers: Record<string, string> = {}) => call('GET', path, { headers });

export const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  call('POST', path, { body, headers });

export const patch = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call('PATCH', path, { body, headers });

export const remove = (path: string, headers: Record<string, string> = {}) =>
  call('DELETE', path, { headers });

/** Reads all pages of a list, and returns its items. @param path with the query, without a cursor. */
export async function everyPage(path: string): Promise<Json[]> {
  const items: Json[] = [];
  let cursor: string | undefined;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const { status, body } = await get(
      `${path}${cursor === undefined ? '' : `${separator}cursor=${cursor}`}`,
    );
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return items;
}
