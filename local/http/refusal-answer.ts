import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Refusal } from './admission.ts';

/** A refusal with what ties its answer to its request. */
export interface RefusedRequest extends Refusal {
  /** The caller's `X-Correlation-Id` where it is usable, else a new one. */
  readonly correlationId: string;
  /** The path that was asked for; none where there was no request to read. */
  readonly instance?: string;
}

/** The format of a server's error responses, in the style of its API. */
export type Wording = (refused: RefusedRequest) => {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const usableId = /^[\w.:/+=@-]{1,128}$/;

/** Answers a request with a refusal. */
export function refuse(response: ServerResponse, refusal: Refusal, wording: Wording): void {
  const { headers, body } = wording({ ...refusal, ...originOf(response.req) });
  response.writeHead(refusal.status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
}

/** A refusal as bytes, for a connection on which nothing but that can be said; it is closed afterwards. */
export function refusalMessage(
  refusal: Refusal,
  wording: Wording,
  extraHeaders: Readonly<Record<string, string>>,
): string {
  const { headers, body } = wording({ ...refusal, correlationId: randomUUID() });
  const all = {
    Date: new Date().toUTCString(),
    Connection: 'close',
    'Content-Length': String(Buffer.byteLength(body)),
    ...extraHeaders,
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join('')}\r\n${body}`;
}

function originOf({ headers, url = '/' }: IncomingMessage): { correlationId: string; instance: string } {
  const given = headers['x-correlation-id'];
  const correlationId = typeof given === 'string' && usableId.test(given) ? given : randomUUID();
  return { correlationId, instance: url.split('?', 1)[0] ?? '/' };
}
