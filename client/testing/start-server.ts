import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request that a server received. `body` is the raw text. */
export interface Received {
  readonly request: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer with a JSON body; `cut` closes the connection instead, as if the answer had been lost. */
export type Answer =
  | readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>]
  | 'cut';

/** An answer of the API with a problem. */
export const problem = (status: number, code: string, more: object = {}): Answer => [
  status,
  { type: `urn:multidomain:problem:${code}`, title: 'T', detail: 'D', status, correlationId: 'c-1', ...more },
  { 'content-type': 'application/problem+json' },
];

/** A problem with a `Retry-After` header. */
export const problemWithRetryAfter = (seconds: string, status: number, code: string): Answer => [
  status,
  { type: `urn:multidomain:problem:${code}`, detail: 'D', status },
  { 'content-type': 'application/problem+json', 'retry-after': seconds },
];

/** Starts a server on loopback that gives these answers, in order, whatever the request; stops it after the test. */
export async function startServer(...answers: readonly Answer[]) {
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ request: `${request.method} ${request.url}`, headers: request.headers, body });
    const answer = answers[received.length - 1] ?? [500, {}];
    if (answer === 'cut') return void response.destroy();
    const [status, content, headers] = answer;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof content === 'string' ? content : JSON.stringify(content));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return { received, close, baseUrl: `http://127.0.0.1:${port}` };
}
