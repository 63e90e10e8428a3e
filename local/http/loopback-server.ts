import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson, sendProblem } from './problem.ts';

/** Answers a request, or resolves false to leave it to the next handler. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** An HTTP server on this machine's loopback addresses, reachable as `localhost` and as `127.0.0.1`. */
export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  /** From now on these handlers answer, the first that takes a request; until then every answer is 503. */
  serve(handlers: readonly Handler[]): void;
  /** Stops listening and drops every connection; may be called again. */
  close(): Promise<void>;
}

/** The port is taken by another program. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is already in use.`);
    this.port = port;
  }
}

/** Opens a server on `port`, or on any free one when it is 0; throws PortInUseError. */
export async function openLoopbackServer(port: number): Promise<LoopbackServer> {
  let handlers: readonly Handler[] = [stillStarting];
  const servers = await listenOnLoopbacks(port, (request, response) => {
    void respond(handlers, request, response);
  });
  const chosen = portOf(servers[0]);
  return {
    port: chosen,
    url: `http://localhost:${chosen}`,
    serve(next) {
      handlers = next;
    },
    async close() {
      await Promise.all(servers.map(close));
    },
  };
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Listens on 127.0.0.1 and, where there is IPv6, on ::1 too: `localhost` may mean either. */
async function listenOnLoopbacks(port: number, listener: Listener): Promise<[Server, ...Server[]]> {
  const ipv4 = await listen(port, '127.0.0.1', listener);
  try {
    return [ipv4, await listen(portOf(ipv4), '::1', listener)];
  } catch (error) {
    if (!(error instanceof PortInUseError)) return [ipv4];
    await close(ipv4);
    if (port !== 0) throw error;
    return listenOnLoopbacks(port, listener);
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function listen(port: number, host: string, listener: Listener): Promise<Server> {
  // Longer than any client keeps a connection, so that none is closed just as a request arrives.
  const server = createServer({ keepAliveTimeout: 75_000 }, listener);
  server.listen({ port, host, ipv6Only: host === '::1' });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw codeOf(error) === 'EADDRINUSE' ? new PortInUseError(port) : error;
  }
  return server;
}

async function respond(
  handlers: readonly Handler[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    for (const handler of handlers) if (await handler(request, response)) return;
    sendProblem(response, 404, `Nothing is served at ${request.url}.`);
  } catch (error) {
    // A client that went away needs no answer, and is no fault of ours.
    if (response.destroyed || (request.destroyed && !request.complete)) return;
    console.error(error);
    if (response.headersSent) response.destroy();
    else sendProblem(response, 500, 'The local runtime failed; its console says why.');
  }
}

const stillStarting: Handler = async (request, response) => {
  if (request.url === '/_local/health') sendJson(response, 503, { status: 'starting' });
  else sendProblem(response, 503, 'The system is still starting.');
  return true;
};

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
