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
 * Sends a request to the API.
 * @param path below `/api`, with a leading slash.
 * @throws Hopeless when the answer has not the form that its route has.
 */
export async function call(method: string, path: string, { headers = {}, body }: Sent = {}): Promise<Answer> {
  const response = await signedFetch(`${systemUnderTest().baseUrl}/api${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: isSentAsIs(body) ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const { status } = response;
  const answered = { method, path, status, body: text === '' ? undefined : JSON.parse(text) };
  noteAnswer(answered);
  const fault = faultOf(answered);
  if (fault !== undefined) throw new Hopeless(fault);
  return { status, headers: response.headers, body: answered.body };
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
