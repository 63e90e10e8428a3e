import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type GuardedServer,
  type GuardedServerOptions,
  openGuardedServer,
  PortInUseError,
} from './guarded-server.ts';
import { asProblem, sendJson } from './problem.ts';
import { refuse, type Wording } from './refusal-answer.ts';

/** Answers a request, or resolves false to leave it to the next handler. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** An HTTP server on this machine's loopback addresses, reachable as `localhost` and as `127.0.0.1`. */
export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  /**
   * From now on these handlers respond, the first one that accepts the request; until then every response is 503.
   * @param sharedPaths where pages on other ports of this machine may send, too; default: nowhere
   */
  serve(handlers: readonly Handler[], sharedPaths?: readonly string[]): void;
  /** Stops listening, and resolves once the requests that have arrived are answered, or after 30 s. */
  drain(): Promise<void>;
  /** Stops listening and drops every connection; may be called again. */
  close(): Promise<void>;
}

/** How a server differs from the usual one. */
export type LoopbackServerOptions = Partial<Pick<GuardedServerOptions, 'headers' | 'timeouts' | 'wording'>>;

/** Opens a server on `port`, or on any free one when it is 0; throws PortInUseError. */
export async function openLoopbackServer(
  port: number,
  options: LoopbackServerOptions = {},
): Promise<LoopbackServer> {
  const { wording = asProblem } = options;
  let handlers: readonly Handler[] = [stillStarting(wording)];
  let shared: ReadonlySet<string> = new Set();
  const isShared = (path: string): boolean => shared.has(path);
  const open = (host: GuardedServerOptions['host'], wanted: number): Promise<GuardedServer> =>
    openGuardedServer(
      { ...options, port: wanted, host, wording, isShared },
      (request, response) => void respond(handlers, wording, request, response),
    );
  const servers = await openOnLoopbacks(port, open);
  const { port: chosen } = servers[0];
  return {
    port: chosen,
    url: `http://localhost:${chosen}`,
    serve(next, sharedPaths = []) {
      handlers = next;
      shared = new Set(sharedPaths);
    },
    async drain() {
      await Promise.all(servers.map((server) => server.drain()));
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/** Opens on 127.0.0.1 and, where there is IPv6, on ::1 too: `localhost` may mean either. */
async function openOnLoopbacks(
  port: number,
  open: (host: GuardedServerOptions['host'], port: number) => Promise<GuardedServer>,
): Promise<[GuardedServer, ...GuardedServer[]]> {
  const ipv4 = await open('127.0.0.1', port);
  try {
    return [ipv4, await open('::1', ipv4.port)];
  } catch (error) {
    if (!(error instanceof PortInUseError)) return [ipv4];
    await ipv4.close();
    if (port !== 0) throw error;
    return openOnLoopbacks(port, open);
  }
}

async function respond(
  handlers: readonly Handler[],
  wording: Wording,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    for (const handler of handlers) if (await handler(request, response)) return;
    refuse(response, { status: 404, detail: `Nothing is served at ${request.url}.` }, wording);
  } catch (error) {
    // A client that has disconnected needs no response, and is not an error.
    if (response.destroyed || (request.destroyed && !request.complete)) return;
    console.error(error);
    if (response.headersSent) response.destroy();
    else refuse(response, { status: 500, detail: 'The local runtime failed; see its console.' }, wording);
  }
}

function stillStarting(wording: Wording): Handler {
  return async (request, response) => {
    if (request.url === '/_local/health') sendJson(response, 503, { status: 'starting' });
    else refuse(response, { status: 503, detail: 'The system is still starting.' }, wording);
    return true;
  };
}
