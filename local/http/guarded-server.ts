import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Refusal, refusalOf, useOriginForm } from './admission.ts';
import { drain } from './drain.ts';
import { endWith, refusalOfBytes } from './malformed-request.ts';
import { OpenExchanges } from './open-exchanges.ts';
import { refusalMessage, refuse, type Wording } from './refusal-answer.ts';

/** Longer than the gateway waits for any function that has begun. */
const DRAIN_MS = 30_000;
export interface GuardedServerOptions {
  /** 0 picks a free port. */
  readonly port: number;
  readonly host: '127.0.0.1' | '::1';
  /** The format of the server's own error responses. */
  readonly wording: Wording;
  /** Sent with every response, including the server's own errors. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether pages on other ports of this machine may send to a path, too. */
  readonly isShared: (path: string) => boolean;
  /**
   * How long a request's headers, and all of it, may take to arrive, in milliseconds. Default: Node's, which are
   * 60 s and 300 s.
   */
  readonly timeouts?: { readonly headersMs: number; readonly requestMs: number };
}

/** A server on a loopback address. */
export interface GuardedServer {
  readonly port: number;
  /**
   * Stops listening, lets the requests that have arrived be answered, for at most `deadlineMs` (default: 30 s), and
   * then drops what connections are left.
   */
  drain(deadlineMs?: number): Promise<void>;
  /** Stops listening and drops every connection; may be called again. */
  close(): Promise<void>;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** The port is taken by another program. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is already in use.`);
    this.port = port;
  }
}

/**
 * Opens the HTTP server beneath every local one. It passes on requests that are meant for it and do not come from
 * another site's page, and refuses everything else in the format of `wording`, even what is not HTTP at all.
 * @throws PortInUseError
 */
export async function openGuardedServer(
  options: GuardedServerOptions,
  listener: Listener,
): Promise<GuardedServer> {
  const exchanges = new OpenExchanges();
  const server = createServer({
    // Longer than any client keeps a connection, so that none is closed just as a request arrives.
    keepAliveTimeout: 75_000,
    // Without a Host a request is refused below, with a body.
    requireHostHeader: false,
    ...(options.timeouts && {
      headersTimeout: options.timeouts.headersMs,
      requestTimeout: options.timeouts.requestMs,
      connectionsCheckingInterval: options.timeouts.headersMs,
    }),
  });
  guard(server, exchanges, options, listener);
  await listen(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    drain: (deadlineMs = DRAIN_MS) => drain(server, exchanges, deadlineMs),
    close: () => close(server),
  };
}

function guard(
  server: Server,
  exchanges: OpenExchanges,
  { wording, isShared, headers = {} }: GuardedServerOptions,
  listener: Listener,
): void {
  const everywhere = new Map(Object.entries(headers));
  const answer = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    exchanges.begin(response);
    response.setHeaders(everywhere);
    const refusal = useOriginForm(request) ?? refusalOf(request, isShared);
    if (refusal === undefined) next();
    else refuse(response, refusal, wording);
  };
  const refuseBytes = (socket: Socket, refusal: Refusal): void =>
    endWith(socket, refusalMessage(refusal, wording, headers));
  const refused = new WeakSet<Socket>();

  server.on('request', (request, response) => answer(request, response, () => listener(request, response)));
  server.on('checkExpectation', (request, response) => {
    const detail = `This server cannot meet the expectation "${request.headers.expect}".`;
    answer(request, response, () => refuse(response, { status: 417, detail }, wording));
  });
  server.on('connect', (_, socket: Socket) => {
    refuseBytes(socket, { status: 501, detail: 'This server is not a proxy: it does not support CONNECT.' });
  });
  server.on('clientError', (error, socket: Socket) => {
    const refusal = refusalOfBytes(error, socket);
    if (refusal === undefined) return void socket.destroy();
    // Whatever follows on the connection is malformed as well.
    if (refused.has(socket)) return;
    refused.add(socket);
    const response = exchanges.on(socket);
    // The fault is in the request being read or, if that has been read, after it: then its answer goes first.
    if (response?.req.complete) response.once('close', () => refuseBytes(socket, refusal));
    else if (response?.headersSent) socket.destroy();
    else refuseBytes(socket, refusal);
  });
}

async function listen(server: Server, { port, host }: GuardedServerOptions): Promise<void> {
  server.listen({ port, host, ipv6Only: host === '::1' });
  try {
    await once(server, 'listening');
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw inUse ? new PortInUseError(port) : error;
  }
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
