import { createClient } from '../../client/create-client.ts';
import { apiRootOf } from '../../client/write-request.ts';
import { faultOf } from './answers.ts';
import { Hopeless, noteAnswer } from './eventually.ts';
import { signedFetch } from './sign.ts';
import { systemUnderTest } from './system.ts';

/** An answer of the API. `body` is the parsed JSON, or undefined when there is none. */
export interface Answer<Body = Json> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

// biome-ignore lint/suspicious/noExplicitAny: what the API answers is what the tests find out
export type Json = any;

/** A request's headers, and a body: sent as JSON, or as it is when it is a string or bytes. */
export interface Sent {
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

const isSentAsIs = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array;

/**
 * `fetch`, signed where need be, that holds each answer to the contract of its route.
 * @throws Hopeless when the answer has not the form that its route has.
 */
async function checkedFetch(url: string, init: RequestInit): Promise<Response> {
  const response = await signedFetch(url, init);
  const text = await response.clone().text();
  const answered = {
    method: init.method ?? 'GET',
    path: url.slice(apiRoot().length),
    status: response.status,
    body: text === '' ? undefined : JSON.parse(text),
  };
  noteAnswer(answered);
  const fault = faultOf(answered);
  if (fault !== undefined) throw new Hopeless(fault);
  return response;
}

const apiRoot = (): string => apiRootOf(systemUnderTest().baseUrl);

/** The API, typed, for requests that are right: one that is refused throws. Nothing is sent twice. */
export const api = createClient({
  baseUrl: async () => apiRoot(),
  fetch: checkedFetch,
  attempts: 1,
  // An emulator may be slow; the test itself ends in time.
  timeoutMs: 300_000,
});

/** All items of a list that {@link api} reads. */
export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/**
 * Sends any request to the API, right or wrong.
 * @param path below `/api`, with a leading slash.
 * @throws Hopeless when the answer has not the form that its route has.
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

/** All items of a list, page by page. @param path with its query, without cursor. */
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
